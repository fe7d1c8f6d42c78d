package dev.mossspore.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.testing.TestNode;
import dev.mossspore.testkit.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("net")
class TcpTransportTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  private final TestNode server = TestNode.start();
  private final TestNode client = TestNode.start();
  private InetSocketAddress address = new InetSocketAddress(0);

  @BeforeEach
  void listen() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    int port = server.transport().tcp().listen(new InetSocketAddress(loopback, 0));
    address = new InetSocketAddress(loopback, port);
  }

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  @Test
  void bothSidesOfXxKnowEachOtherAndTalk() throws Exception {
    Link outbound = dial(null);
    Await.until("the server has a link", SOON, () -> server.links().size() == 1);
    Link inbound = server.links().getFirst();
    assertEquals(server.identity().peerId(), outbound.remoteId());
    assertEquals(client.identity().peerId(), inbound.remoteId());
    assertEquals(1, results(server, HandshakeResult.ESTABLISHED));
    assertEquals(1, results(client, HandshakeResult.ESTABLISHED));
    assertArrayEquals(server.identity().noise().publicKey(), outbound.remoteStatic());
    assertTrue(outbound.outbound());
    assertEquals(address.getPort(), outbound.remoteAddress().port());
    outbound.open(client.receiver());
    outbound.send("to server".getBytes(UTF_8));
    inbound.open(server.receiver());
    inbound.send("to client".getBytes(UTF_8));
    Await.until("the server hears", SOON, () -> server.packets().equals(List.of("to server")));
    Await.until("the client hears", SOON, () -> client.packets().equals(List.of("to client")));
  }

  @Test
  void anIkLinkIsReportedOnlyOnceTheRemoteHasSpoken() throws Exception {
    Link outbound = dial(server.identity().noise().publicKey());
    outbound.open(client.receiver());
    assertEquals(0, server.links().size());
    outbound.send("first".getBytes(UTF_8));
    outbound.send("second".getBytes(UTF_8));
    Await.until("the server has a link", SOON, () -> server.links().size() == 1);
    server.links().getFirst().open(server.receiver());
    Await.until(
        "all packets arrive, in order",
        SOON,
        () -> server.packets().equals(List.of("first", "second")));
  }

  @Test
  void anIkLinkWhoseRemoteStaysSilentIsDropped() throws Exception {
    Link outbound = dial(server.identity().noise().publicKey());
    outbound.open(client.receiver());
    Await.until("the client is dropped", SOON.multipliedBy(2), () -> client.closed() != null);
    assertEquals(0, server.links().size());
    assertEquals(1, server.transport().counters().closings().get(CloseReason.UNCONFIRMED));
    assertEquals(1, results(server, HandshakeResult.ABANDONED));
  }

  @Test
  void aStaleStaticKeyFallsBackToXx() throws Exception {
    Link outbound = dial(client.identity().noise().publicKey());
    assertEquals(server.identity().peerId(), outbound.remoteId());
    assertEquals(1, results(server, HandshakeResult.FAILED));
    Await.until("it is in", SOON, () -> results(server, HandshakeResult.ESTABLISHED) == 1);
    assertEquals(1, results(client, HandshakeResult.ABANDONED));
  }

  @Test
  void aRefusedConnectionIsAFailedDial() {
    assertTrue(server.transport().tcp().listening());
    server.transport().tcp().close();
    assertFalse(server.transport().tcp().listening());
    var failure = assertThrows(ExecutionException.class, () -> dial(null));
    var cause = assertInstanceOf(DialException.class, failure.getCause());
    assertEquals(DialException.Reason.CONNECT, cause.reason());
  }

  @Test
  void garbageIsClosedWithoutAnAnswer() throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(UTF_8));
      assertEquals(-1, readOrReset(socket));
    }
    assertEquals(1, refusals(Refusal.UNKNOWN_MODE));
    assertEquals(1, results(server, HandshakeResult.REFUSED));
  }

  @Test
  void aHandshakeThatStallsIsClosed() throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(new byte[] {1, 0, 0});
      assertEquals(-1, readOrReset(socket));
    }
    assertEquals(1, refusals(Refusal.TIMED_OUT));
  }

  @Test
  void oneHandshakeTooManyOfOneSourceIsRefusedAndTheOthersFreeTheirPlaces() throws Exception {
    List<Socket> halfOpen = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      halfOpen.add(connect());
    }
    try (Socket oneMore = connect()) {
      assertEquals(-1, readOrReset(oneMore));
    }
    assertEquals(1, refusals(Refusal.SOURCE_FULL));
    for (Socket socket : halfOpen) {
      socket.close();
    }
    Await.until("all have hung up", SOON, () -> refusals(Refusal.HUNG_UP) == 32);
    assertEquals(1, results(server, HandshakeResult.REFUSED));
    assertEquals(32, results(server, HandshakeResult.ABANDONED));
    assertEquals(server.identity().peerId(), dial(null).remoteId());
  }

  @Test
  void theLargestPacketArrivesAndALargerOneIsNotSent() throws Exception {
    Link outbound = dial(null);
    outbound.open(client.receiver());
    Await.until("the server has a link", SOON, () -> server.links().size() == 1);
    server.links().getFirst().open(server.receiver());
    assertFalse(outbound.send(new byte[(1 << 20) - 19]));
    assertTrue(outbound.send(new byte[(1 << 20) - 20]));
    Await.until("it arrives", SOON, () -> server.packets().size() == 1);
    assertEquals((1 << 20) - 20, server.packets().getFirst().length());
    assertEquals(1, client.transport().counters().tooLarge().sum());
  }

  @Test
  void aRemoteThatReadsNothingLosesItsLink() throws Exception {
    Link outbound = dial(null);
    Await.until("the server has a link", SOON, () -> server.links().size() == 1);
    outbound.open(client.receiver());
    boolean accepted = true;
    for (int i = 0; i < 1000 && accepted; i++) {
      accepted = outbound.send(new byte[100_000]);
    }
    Await.until("the link is closed", SOON, () -> client.closed() != null);
    assertEquals(CloseReason.SEND_STALLED, client.closed());
  }

  private Link dial(byte @Nullable [] remoteStatic) throws Exception {
    return client.transport().tcp().dial(address, remoteStatic).get(30, TimeUnit.SECONDS);
  }

  private long refusals(Refusal reason) {
    return server.transport().counters().refusals().get(reason);
  }

  private static long results(TestNode node, HandshakeResult result) {
    return node.transport().counters().overTcp().get(result);
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(address.getAddress(), address.getPort());
    socket.setSoTimeout(10_000);
    return socket;
  }

  /** The first byte, or -1 when the connection ended, however it did. */
  private static int readOrReset(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read();
    } catch (java.net.SocketException e) {
      return -1;
    }
  }
}
