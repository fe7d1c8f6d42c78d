package dev.mossspore.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.testkit.Await;
import dev.mossspore.testkit.FleetHost;
import dev.mossspore.testkit.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The first commands of README.md, word by word, on a server under systemd whose github.com is a
 * release on its own loopback.
 */
@Tag("root")
class QuickStartIT {
  private static final String SERVER =
      """
      import http.server, os, ssl
      os.chdir("/srv")
      server = http.server.HTTPServer(("127.0.0.1", 443), http.server.SimpleHTTPRequestHandler)
      context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
      context.load_cert_chain("/root/tls.pem")
      server.socket = context.wrap_socket(server.socket, server_side=True)
      server.serve_forever()
      """;

  @TempDir Path directory;

  @Test
  void doesWhatTheReadmeSays() throws IOException {
    try (FleetHost host = FleetHost.up()) {
      release(host);
      List<String> commands =
          Files.readString(Path.of("../README.md"))
              .lines()
              .dropWhile(line -> !line.equals("## Start one"))
              .takeWhile(line -> !line.startsWith("The same line again"))
              .filter(line -> line.startsWith("    "))
              .map(String::strip)
              .toList();
      assertEquals(3, commands.size(), commands.toString());
      for (String command : commands) {
        String[] said = command.split(" +# ", 2);
        String output = host.said("export CURL_CA_BUNDLE=/root/tls.pem; " + said[0]);
        System.out.println("$ " + said[0] + "\n" + output);
        if (said.length == 2) {
          assertTrue(output.contains(said[1]), output);
        }
      }
      assertEquals("enabled", host.said("systemctl is-enabled mossspore"));
    }
  }

  /** Puts a signed release where the address of the README leads. */
  private void release(FleetHost host) throws IOException {
    Path out = Files.createDirectories(directory.resolve("out"));
    Files.copy(
        BareHost.built(), out.resolve(InstallerRun.ASSET), StandardCopyOption.COPY_ATTRIBUTES);
    Path key = directory.resolve("my.key");
    said("packaging/release", "new-key", key.toString());
    said("packaging/release", "sign", key.toString(), out.toString());
    Path served = host.directory("/srv/redstone-md/MossSpore/releases/latest");
    said("cp", "-r", out.toString(), served.resolve("download").toString());
    Files.writeString(host.directory("/root").resolve("server.py"), SERVER);
    host.said("echo 127.0.0.1 github.com >>/etc/hosts");
    host.said(
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2"
            + " -subj /CN=github.com -addext subjectAltName=DNS:github.com"
            + " -keyout /root/key.pem -out /root/cert.pem"
            + " && cat /root/cert.pem /root/key.pem >/root/tls.pem");
    // As on a server that has it; root's may do everything.
    host.said("command -v sudo || ln -s /usr/bin/env /usr/local/bin/sudo");
    host.said("systemd-run --quiet python3 /root/server.py");
    Await.until(
        "the server answers",
        Duration.ofMinutes(1),
        () -> host.sh("curl -s --cacert /root/tls.pem https://github.com/").status() == 0);
  }

  private static void said(String... command) {
    Tools.Result result = Tools.run(List.of(command));
    assertEquals(0, result.status(), result.output());
  }
}
