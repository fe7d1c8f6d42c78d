package dev.mossspore.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** An HTTP tracker on loopback that knows nobody and writes down what it was told. */
public final class TestTracker implements AutoCloseable {
  private static final byte[] NOBODY = "d8:intervali60e5:peers0:e".getBytes(US_ASCII);

  private final HttpServer server;
  private final List<String> queries = new CopyOnWriteArrayList<>();
  private volatile boolean deaf;

  private TestTracker(HttpServer server) {
    this.server = server;
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/announce", this::announce);
  }

  public static TestTracker start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    TestTracker tracker = new TestTracker(server);
    server.start();
    return tracker;
  }

  public String url() {
    return "http://127.0.0.1:%d/announce".formatted(server.getAddress().getPort());
  }

  /** From now on it takes requests and answers none. */
  public void silence() {
    deaf = true;
  }

  /** The query strings of all requests so far. */
  public List<String> queries() {
    return queries;
  }

  /** How many requests so far said this. */
  public long count(String part) {
    return queries.stream().filter(query -> query.contains(part)).count();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void announce(HttpExchange exchange) throws IOException {
    queries.add(exchange.getRequestURI().getRawQuery());
    if (!deaf) {
      exchange.sendResponseHeaders(200, NOBODY.length);
      exchange.getResponseBody().write(NOBODY);
      exchange.close();
    }
  }
}
