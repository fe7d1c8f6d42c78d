package dev.mossspore.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.monitor.RawHttp.Response;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("net")
@Timeout(60)
class MonitorRequestsTest {
  private static final String HEALTH = "GET /health HTTP/1.1\r\nHost: x\r\n\r\n";

  private MonitorServer server;
  private RawHttp http;

  @BeforeEach
  void connect() throws IOException {
    server = Nodes.server(() -> Nodes.running(Nodes.quiet("public")));
    http = new RawHttp(server.port());
  }

  @AfterEach
  void close() throws IOException {
    http.close();
    server.close();
  }

  @Test
  void pipelinedRequestsAreAnsweredInOrder() throws IOException {
    String others =
        "GET /nope HTTP/1.1\r\nHost: x\r\n\r\nHEAD /version HTTP/1.1\r\nHost: x\r\n\r\n"
            + "POST /info HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nGET /";
    http.send((HEALTH + others).repeat(300));
    for (int i = 0; i < 300; i++) {
      assertEquals(200, http.response(true).status());
      assertEquals(404, http.response(true).status());
      assertEquals(200, http.response(false).status());
      assertEquals(405, http.response(true).status());
    }
    assertEquals(200, http.request("GET", "/health").status());
  }

  @Test
  void requestsMayComeByteByByte() throws IOException {
    for (int request = 0; request < 3; request++) {
      for (int i = 0; i < HEALTH.length(); i++) {
        http.send(HEALTH.substring(i, i + 1));
      }
      assertEquals(200, http.response(true).status());
    }
  }

  @Test
  void theShortestRequestsPipelineToo() throws IOException {
    http.send("GET / HTTP/1.1\r\nHost:\r\n\r\n".repeat(2000));
    for (int i = 0; i < 2000; i++) {
      assertEquals(200, http.response(true).status());
    }
  }

  @Test
  void headHasTheHeadersOfGetAndNoBody() throws IOException {
    for (String path : new String[] {"/health", "/info", "/version", "/nope"}) {
      Response get = http.request("GET", path);
      Response head = http.request("HEAD", path);
      assertEquals(get.status(), head.status());
      assertEquals(get.headers(), head.headers());
      assertEquals(get.body().length(), Integer.parseInt(head.header("content-length")));
    }
  }

  @Test
  void bodiesAreReadOver() throws IOException {
    http.send("GET /health HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
    http.send("4\r\nabcd\r\n0\r\n\r\n");
    assertEquals(200, http.response(true).status());
    http.send("GET /health HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n");
    http.send("a".repeat(60_000));
    assertEquals(200, http.response(true).status());
    assertEquals(200, http.request("GET", "/health").status());
  }

  @Test
  void aLongBodyIsRefused() throws IOException {
    http.send("POST /health HTTP/1.1\r\nHost: x\r\nContent-Length: 70000\r\n\r\n");
    http.send("a".repeat(70_000));
    assertEquals(413, http.response(true).status());
    assertTrue(http.closed());
  }

  @Test
  void nobodyIsInvitedToSendABody() throws IOException {
    http.send(
        "POST /info HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\nExpect: 100-continue\r\n\r\n");
    assertEquals(405, http.response(true).status());
    assertTrue(http.closed());
  }

  @Test
  void theClientMayCloseTheConnection() throws IOException {
    http.send("GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n" + HEALTH);
    assertEquals("close", http.response(true).header("connection"));
    assertTrue(http.closed());
  }

  @Test
  void oldClientsGetOneAnswer() throws IOException {
    http.send("GET /health HTTP/1.0\r\n\r\n");
    assertEquals(200, http.response(true).status());
    assertTrue(http.closed());
  }

  @Test
  void oldClientsMayAskForMore() throws IOException {
    http.send("GET /health HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    assertEquals("keep-alive", http.response(true).header("connection"));
    assertEquals(200, http.request("GET", "/health").status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\r\n\r\n",
        "GET\r\n\r\n",
        "GET /health HTTP/2.0\r\nHost: x\r\n\r\n",
        "GET /health HTTP/1.1\r\n\r\n",
        "GET /health HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
        "GET /health HTTP/1.1\r\nHost x\r\n\r\n",
        "GET /health HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        "POST /health HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
      })
  void malformedRequestsEndTheConnection(String request) throws IOException {
    http.send(request + HEALTH);
    Response response = http.response(true);
    assertEquals(400, response.status());
    assertEquals("close", response.header("connection"));
    assertEquals("{\"error\":\"bad request\"}\n", response.body());
    assertTrue(http.closed());
    assertEquals(200, RawHttp.once(server.port(), "GET", "/health").status());
  }
}
