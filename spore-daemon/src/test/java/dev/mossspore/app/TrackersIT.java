package dev.mossspore.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mossspore.testkit.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Twenty nodes and Debian's opentracker, in a namespace with no way out. */
@Tag("root")
class TrackersIT {
  /** Ten seconds to find each other, and as many to start beside other tests. */
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private static final Duration HANGS = Duration.ofMinutes(2);
  private static final String INFOHASH = "9D687D4D1FB5076F9D8E35AD7B148BFA57C4D888";
  @TempDir Path directory;

  @BeforeAll
  static void needsATracker() {
    Tools.requireRoot("ip", "unshare", "opentracker");
  }

  @ParameterizedTest
  @ValueSource(strings = {"udp://127.0.0.1:6969/announce", "http://127.0.0.1:6969/announce"})
  void twentyNodesFindEachOtherThroughATracker(String tracker) throws Exception {
    List<String> command = new ArrayList<>(List.of("unshare", "-n", "sh", "-c", script(), "sh"));
    command.addAll(Swarm.command(tracker, LIMIT));
    Path said = directory.resolve("said");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    if (!process.waitFor(HANGS.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("hangs: " + Files.readString(said));
    }
    assertEquals(0, process.exitValue(), Files.readString(said));
  }

  /** Debian's opentracker serves listed networks only, and not as root. */
  private String script() throws IOException {
    Path whitelist = directory.resolve("whitelist");
    Path configuration = directory.resolve("opentracker.conf");
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.write(whitelist, (INFOHASH + "\n").getBytes(UTF_8));
    Files.writeString(
        configuration,
        "listen.tcp_udp 127.0.0.1:6969\ntracker.user nobody\naccess.whitelist " + whitelist + "\n");
    return """
    ip link set lo up
    opentracker -f %s & tracker=$!
    "$@"; code=$?
    kill $tracker
    exit $code
    """
        .formatted(configuration);
  }
}
