package dev.mossspore.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mossspore.relay.QuotaUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class QuotaFileTest {
  private static final QuotaUse USE = new QuotaUse(Instant.parse("2026-11-01T00:00:00Z"), 1L << 40);

  @TempDir private Path directory;

  @Test
  void isThereAgainAfterARestart() throws IOException {
    Path path = directory.resolve("state").resolve(QuotaFile.NAME);
    assertEquals(QuotaUse.NONE, QuotaFile.load(path));
    QuotaFile.keep(path, () -> false, () -> USE, new Conditions()).close();
    assertEquals(QuotaUse.NONE, QuotaFile.load(path));
    QuotaFile.keep(path, () -> true, () -> USE, new Conditions()).close();
    assertEquals(USE, QuotaFile.load(path));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{\"period_began\":\"yesterday, or the day\",\"bytes\":1}",
        "{\"period_began\":\"2026-99-01T00:00:00Z\",\"bytes\":1}",
        "{\"period_began\":\"2026-11-01T00:00:00Z\",\"bytes\":-1}"
      })
  void aDamagedFileCountsForNothing(String content) throws IOException {
    Path path = directory.resolve(QuotaFile.NAME);
    Files.writeString(path, content);
    assertEquals(QuotaUse.NONE, QuotaFile.load(path));
  }
}
