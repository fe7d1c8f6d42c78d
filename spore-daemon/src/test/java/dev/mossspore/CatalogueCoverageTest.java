package dev.mossspore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.admin.ConnectionRefusal;
import dev.mossspore.admin.Failure;
import dev.mossspore.catalogue.Catalogue;
import dev.mossspore.catalogue.Kind;
import dev.mossspore.crypto.HandshakeFailure;
import dev.mossspore.discovery.AnnouncementDrop;
import dev.mossspore.discovery.lan.LanDrop;
import dev.mossspore.relay.Blocker;
import dev.mossspore.relay.DataDrop;
import dev.mossspore.relay.RelayRefusal;
import dev.mossspore.transport.CloseReason;
import dev.mossspore.transport.DatagramDrop;
import dev.mossspore.transport.DialException;
import dev.mossspore.transport.HandshakeResult;
import dev.mossspore.transport.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever reason leaves the daemon is in the catalogue, and nothing else is. */
@Tag("unit")
class CatalogueCoverageTest {
  private static final Path SOURCES = Path.of("src/main/java/dev/mossspore");

  private final Catalogue catalogue = Catalogue.load();

  @Test
  void holdsEveryConstantOfTheReasonsThatAreTold() {
    assertSame(Kind.BLOCKER, Blocker.class);
    assertSame(Kind.ERROR, Failure.class);
    assertSame(Kind.CONNECTION_REFUSAL, ConnectionRefusal.class);
    assertSame(Kind.DIAL_FAILURE, DialException.Reason.class);
    assertSame(Kind.HANDSHAKE_RESULT, HandshakeResult.class);
    assertSame(Kind.HANDSHAKE_REFUSAL, Refusal.class);
    assertSame(Kind.HANDSHAKE_FAILURE, HandshakeFailure.class);
    assertSame(Kind.CLOSE, CloseReason.class);
    assertSame(Kind.RELAY_REFUSAL, RelayRefusal.class);
    assertSame(Kind.RELAY_DROP, DataDrop.class);
    assertSame(Kind.DATAGRAM_DROP, DatagramDrop.class);
    assertSame(Kind.ANNOUNCEMENT_DROP, AnnouncementDrop.class);
    assertSame(Kind.LAN_DROP, LanDrop.class);
    assertEquals(Set.of("ring_overrun", "slow_subscriber"), catalogue.codes(Kind.EVENT_LOSS));
  }

  @Test
  void holdsEveryFindingThatACheckNames() throws IOException {
    Set<String> named = new TreeSet<>();
    Pattern quoted = Pattern.compile("\"([a-z]+(?:_[a-z]+)+|degraded)\"");
    for (String file : Set.of("NodeChecks", "FileChecks", "HostChecks", "ConfigChecks", "Why")) {
      quoted
          .matcher(Files.readString(SOURCES.resolve("doctor/" + file + ".java")))
          .results()
          .map(found -> found.group(1))
          .filter(code -> !code.equals("identity_path") && !code.equals("listen_port"))
          .filter(code -> !code.equals("max_peers"))
          .forEach(named::add);
    }
    assertEquals(new TreeSet<>(catalogue.codes(Kind.FINDING)), named);
  }

  @Test
  void holdsEveryExitCode() throws IOException {
    Set<String> codes =
        Pattern.compile("[A-Z]\\((\\d+)\\)")
            .matcher(Files.readString(SOURCES.resolve("app/ExitCode.java")))
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toSet());
    assertEquals(codes, catalogue.codes(Kind.EXIT));
  }

  @Test
  void holdsTheConditionsOfTheNode() throws IOException {
    String sources = everything();
    for (Kind kind : Set.of(Kind.DEGRADED, Kind.UNREADY, Kind.FAULT)) {
      for (String code : catalogue.codes(kind)) {
        assertTrue(sources.contains('"' + code + '"'), () -> kind + " " + code + " is never told");
      }
    }
    Pattern set = Pattern.compile("(?:degraded|unready)(?:\\(\\))?\\s*\\.set\\(\\s*\"([a-z_]+)\"");
    set.matcher(sources)
        .results()
        .map(found -> found.group(1))
        .forEach(
            code ->
                assertTrue(
                    catalogue.find(Kind.DEGRADED, code).isPresent()
                        || catalogue.find(Kind.UNREADY, code).isPresent(),
                    code));
  }

  private <E extends Enum<E>> void assertSame(Kind kind, Class<E> reasons) {
    Set<String> words =
        Arrays.stream(Objects.requireNonNull(reasons.getEnumConstants()))
            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    assertEquals(new TreeSet<>(words), new TreeSet<>(catalogue.codes(kind)), kind.word());
  }

  private static String everything() throws IOException {
    try (var files = Files.walk(SOURCES)) {
      StringBuilder all = new StringBuilder();
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        all.append(Files.readString(file));
      }
      return all.toString();
    }
  }
}
