package dev.mossspore.image;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mossspore.testkit.Tools;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A signed release on a server of loopback; its program is a script that says a version. */
final class FakeRelease implements AutoCloseable {
  private final Path directory;
  private final HttpServer server;
  private final Map<String, byte[]> files = new TreeMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile String cutShort = "";

  FakeRelease(Path directory, String version) throws IOException {
    this.directory = Files.createDirectories(directory);
    said("openssl genpkey -algorithm ed25519 -out key.pem");
    said("openssl pkey -in key.pem -pubout -out key.pub");
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    publish(version);
  }

  /** Puts another version in its place. */
  void publish(String version) throws IOException {
    String program = program(version);
    for (String platform : List.of("linux-amd64", "linux-arm64", "darwin-arm64")) {
      files.put("mossspore-" + platform, program.getBytes(StandardCharsets.UTF_8));
    }
    sign();
  }

  /** Writes the checksums anew, and signs them. */
  void sign() throws IOException {
    StringBuilder sums = new StringBuilder();
    files.forEach(
        (name, bytes) -> {
          if (name.startsWith("mossspore-")) {
            sums.append(sha256(bytes)).append("  ").append(name).append('\n');
          }
        });
    Files.writeString(directory.resolve("checksums.txt"), sums);
    said("openssl pkeyutl -sign -inkey key.pem -rawin -in checksums.txt -out checksums.txt.sig");
    for (String name : List.of("checksums.txt", "checksums.txt.sig")) {
      files.put(name, Files.readAllBytes(directory.resolve(name)));
    }
  }

  void replace(String name, byte[] bytes) {
    files.put(name, bytes);
  }

  byte[] file(String name) {
    return Objects.requireNonNull(files.get(name), name);
  }

  void remove(String name) {
    files.remove(name);
  }

  /** From now on the server dies half-way through this file. */
  void cutShort(String name) {
    cutShort = name;
  }

  /** The names asked for so far. */
  List<String> asked() {
    return asked;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Where the monitor of what was installed would listen; it is ready or not. */
  String monitor(boolean ready) {
    if (ready) {
      files.put("ready", new byte[0]);
    } else {
      files.remove("ready");
    }
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  Path publicKey() {
    return directory.resolve("key.pub");
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String name = exchange.getRequestURI().getPath().substring(1);
    asked.add(name);
    byte[] body = files.get(name);
    if (body == null) {
      exchange.sendResponseHeaders(404, -1);
    } else if (name.equals(cutShort)) {
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body, 0, body.length / 2);
      exchange.getResponseBody().flush();
    } else {
      exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  /**
   * Unpacks itself as a real one does, with the real units, knows its version, and finds every
   * configuration right in which nothing is called wrong.
   */
  private static String program(String version) throws IOException {
    StringBuilder units = new StringBuilder();
    for (String unit : List.of("mossspore.service", "dev.mossspore.plist")) {
      units.append("cat >\"$tree/share/").append(unit).append("\" <<'S'\n");
      units.append(Files.readString(Path.of("packaging/share", unit))).append("S\n");
    }
    return """
    #!/bin/sh
    tree=$2/mossspore-%1$s-0123456789ab
    mkdir -p "$tree/bin" "$tree/share" && cat >"$tree/bin/mossspore" <<'P' || exit 1
    #!/bin/sh
    case "$*" in
      --version) echo "MossSpore %1$s (a1b2c3d4) built 2026-01-01T00:00:00Z" ;;
      *--check-config)
        if grep -q wrong "$2"; then echo "fatal: wrong" >&2; exit 78; fi
        printf '"monitor" : {\n"enabled" : true,\n'
        sed -n 's/"listen": /"listen" : /p' "$2"
        printf '}\n'
        ;;
    esac
    P
    %2$schmod 755 "$tree/bin/mossspore" && echo "$tree"
    """
        .formatted(version, units);
  }

  private void said(String command) {
    Tools.Result result = Tools.run("cd " + directory + " && " + command);
    if (result.status() != 0) {
      throw new AssertionError(command + ": " + result.output());
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
