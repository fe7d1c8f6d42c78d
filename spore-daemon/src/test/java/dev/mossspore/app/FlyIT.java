package dev.mossspore.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mossspore.testkit.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On Fly UDP arrives at the address of a name, and TCP at all addresses only. */
@Tag("root")
class FlyIT {
  private static final String LISTENERS =
      """
      mount --bind "$1/hosts" /etc/hosts && ip link set lo up || exit 1
      HOME=$1 MOSS_LISTEN_HOST=fly-global-services target/mossspore/bin/mossspore \\
        --listen-port 4001 --monitor-listen 127.0.0.1:9800 >"$1/out" 2>"$1/err" &
      until curl -sf -o "$1/health" http://127.0.0.1:9800/health; do
        kill -0 $! || { cat "$1/err"; exit 1; }
        sleep 0.1
      done
      ss -Hlntu 'sport = :4001' | awk '{ print $1, $5 }' | sort
      kill $! && wait $!
      """;

  @Test
  void listensOnAllAddressesForTcpAlone(@TempDir Path directory) throws IOException {
    Tools.requireRoot("unshare", "ip", "ss", "curl");
    Files.writeString(directory.resolve("hosts"), "127.0.0.9 fly-global-services\n");
    Tools.Result result =
        Tools.run(List.of("unshare", "-mn", "sh", "-c", LISTENERS, "sh", directory.toString()));
    assertEquals(0, result.status(), result.output());
    assertEquals("tcp 0.0.0.0:4001\nudp 127.0.0.9:4001\n", result.output());
  }
}
