package dev.mossspore.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mossspore.base.AtomicFile;
import dev.mossspore.base.FileProblem;
import dev.mossspore.base.Log;
import dev.mossspore.relay.QuotaUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Remembers the traffic of the period across restarts, in {@code quota.json} of the state directory
 * (07 sections 4.4 and 16): saved every minute in which it changed and at the end. What goes wrong
 * with the file is warned of; the count then begins anew.
 */
final class QuotaFile {
  /** Name of the file in the state directory. */
  static final String NAME = "quota.json";

  private static final Log LOG = Log.of("relay");
  private static final String NOT_SAVED = "quota_not_saved";
  private static final Duration PERIOD = Duration.ofMinutes(1);
  private static final int MAX_BYTES = 1024;
  private static final Pattern CONTENT =
      Pattern.compile("\\{\"period_began\":\"([-0-9T:.Z]{20,30})\",\"bytes\":([0-9]{1,18})}\\s*");

  private final Path path;
  private final BooleanSupplier wanted;
  private final Supplier<QuotaUse> use;
  private final Conditions degraded;
  private QuotaUse saved = QuotaUse.NONE;

  private QuotaFile(
      Path path, BooleanSupplier wanted, Supplier<QuotaUse> use, Conditions degraded) {
    this.degraded = degraded;
    this.path = path;
    this.wanted = wanted;
    this.use = use;
  }

  /**
   * Begins to save.
   *
   * @param wanted whether there is a quota; without one nothing is written
   * @param degraded told whether the last attempt to save failed
   */
  static Periodic keep(
      Path path, BooleanSupplier wanted, Supplier<QuotaUse> use, Conditions degraded) {
    return Periodic.start("quota", PERIOD, new QuotaFile(path, wanted, use, degraded)::save);
  }

  /** What the file says. Blocks on the disk. */
  static QuotaUse load(Path path) {
    try (var in = Files.newInputStream(path)) {
      Matcher content = CONTENT.matcher(new String(in.readNBytes(MAX_BYTES), UTF_8));
      if (content.matches()) {
        return new QuotaUse(Instant.parse(content.group(1)), Long.parseLong(content.group(2)));
      }
      LOG.warn("quota file ignored", "path", path, "error", "not as this program writes it");
    } catch (NoSuchFileException e) {
      // The first start.
    } catch (IOException | DateTimeException e) {
      LOG.warn("quota file ignored", "path", path, "error", e.toString());
    }
    return QuotaUse.NONE;
  }

  private synchronized void save() {
    QuotaUse now = use.get();
    if (!wanted.getAsBoolean() || now.equals(saved)) {
      return;
    }
    String text = "{\"period_began\":\"%s\",\"bytes\":%d}\n".formatted(now.began(), now.bytes());
    try {
      Files.createDirectories(path.getParent());
      AtomicFile.replace(path, text.getBytes(UTF_8));
      saved = now;
      degraded.set(NOT_SAVED, false);
    } catch (IOException e) {
      LOG.warn("quota file not written", "path", path, "error", FileProblem.of(e));
      degraded.set(NOT_SAVED, true);
    }
  }
}
