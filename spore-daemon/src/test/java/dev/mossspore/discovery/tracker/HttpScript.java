package dev.mossspore.discovery.tracker;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/** A server that answers every request with the same bytes and hangs up. */
final class HttpScript implements AutoCloseable {
  /** Instead of an answer: a byte every tenth of a second, for ever. */
  static final String DRIP = "drip";

  /** First byte of what an encrypted client says; this server does not understand it. */
  private static final int TLS = 0x16;

  private static final int BACKLOG = 50;
  private static final long PAUSE = Duration.ofMillis(100).toNanos();

  private final ServerSocket listener;
  private final byte[] answer;
  private final List<String> requests = new CopyOnWriteArrayList<>();

  private HttpScript(ServerSocket listener, byte[] answer) {
    this.listener = listener;
    this.answer = answer;
  }

  static HttpScript start(InetAddress on, byte[] answer) throws IOException {
    HttpScript script = new HttpScript(new ServerSocket(0, BACKLOG, on), answer);
    Thread.ofVirtual().start(script::serve);
    return script;
  }

  URI url(String target) {
    return URI.create(
        "http://%s:%d%s"
            .formatted(
                listener.getInetAddress().getHostAddress(), listener.getLocalPort(), target));
  }

  /** The request lines so far. */
  List<String> requests() {
    return requests;
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  private void serve() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Thread.ofVirtual().start(() -> answer(client));
      } catch (IOException e) {
        return; // Closed.
      }
    }
  }

  private void answer(Socket client) {
    try (client) {
      BufferedReader in =
          new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII));
      int first = in.read();
      if (first == TLS) {
        client.getOutputStream().write(answer);
        return;
      }
      requests.add((char) first + in.readLine());
      for (String line = in.readLine(); line != null && !line.isEmpty(); ) {
        line = in.readLine();
      }
      if (!Arrays.equals(answer, DRIP.getBytes(US_ASCII))) {
        client.getOutputStream().write(answer);
        return;
      }
      while (!listener.isClosed()) {
        client.getOutputStream().write('H');
        client.getOutputStream().flush();
        LockSupport.parkNanos(PAUSE);
      }
    } catch (IOException e) {
      // The client had enough.
    }
  }
}
