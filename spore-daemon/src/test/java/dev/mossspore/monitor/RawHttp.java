package dev.mossspore.monitor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A client that sends exactly the bytes it is given. */
final class RawHttp implements AutoCloseable {
  private static final int PATIENCE_MS = 20_000;

  /** An answer; header names in lower case. */
  record Response(int status, Map<String, String> headers, String body) {
    String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  private final Socket socket;
  private final InputStream in;

  RawHttp(int port) throws IOException {
    this(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
  }

  RawHttp(InetAddress address, int port) throws IOException {
    socket = new Socket(address, port);
    socket.setSoTimeout(PATIENCE_MS);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
  }

  static Response once(int port, String method, String path) throws IOException {
    try (RawHttp http = new RawHttp(port)) {
      return http.request(method, path);
    }
  }

  Response request(String method, String path) throws IOException {
    send(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    return response(!method.equals("HEAD"));
  }

  void send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
  }

  Response response(boolean withBody) throws IOException {
    String status = line();
    if (!status.matches("HTTP/1\\.1 \\d{3} .*")) {
      throw new IOException("not a status line: " + status);
    }
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      headers.put(name, line.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "-1"));
    String body = withBody ? new String(in.readNBytes(length), UTF_8) : "";
    return new Response(Integer.parseInt(status.substring(9, 12)), headers, body);
  }

  /** Waits for the server to close; false if it sent something instead. */
  boolean closed() throws IOException {
    return closedWithin(PATIENCE_MS);
  }

  /** Whether the server has closed or closes soon. */
  boolean closedWithin(int milliseconds) throws IOException {
    socket.setSoTimeout(milliseconds);
    try {
      return in.read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      // A reset is an end too.
      return true;
    } finally {
      socket.setSoTimeout(PATIENCE_MS);
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("closed after \"" + line + "\"");
      }
      line.append((char) c);
    }
    return line.toString().stripTrailing();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
