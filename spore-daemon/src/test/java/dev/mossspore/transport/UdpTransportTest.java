package dev.mossspore.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mossspore.base.HostPort;
import dev.mossspore.testing.TestNode;
import dev.mossspore.testkit.Await;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("net")
class UdpTransportTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final InetAddress LOOPBACK = Inet4Address.ofLiteral("127.0.0.1");

  private final TestNode server = TestNode.start();
  private final TestNode client = TestNode.start();
  private InetSocketAddress address = new InetSocketAddress(0);
  private InetSocketAddress clientAddress = new InetSocketAddress(0);

  @BeforeEach
  void listen() throws IOException {
    address = new InetSocketAddress(LOOPBACK, server.transport().listen(LOOPBACK, 0).port());
    clientAddress = new InetSocketAddress(LOOPBACK, client.transport().listen(LOOPBACK, 0).port());
  }

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void bothSidesKnowEachOtherAndTalk(boolean known) throws Exception {
    Link outbound = connect(known);
    Link inbound = server.links().getFirst();
    assertEquals(server.identity().peerId(), outbound.remoteId());
    assertEquals(client.identity().peerId(), inbound.remoteId());
    assertArrayEquals(server.identity().noise().publicKey(), outbound.remoteStatic());
    assertArrayEquals(client.identity().noise().publicKey(), inbound.remoteStatic());
    assertTrue(outbound.outbound());
    assertFalse(inbound.outbound());
    assertEquals(Carrier.UDP, outbound.carrier());
    assertEquals(new HostPort("127.0.0.1", address.getPort()), outbound.remoteAddress());
    assertEquals(new HostPort("127.0.0.1", clientAddress.getPort()), inbound.remoteAddress());
    assertEquals(List.of(outbound), client.links());
    outbound.send("to server".getBytes(UTF_8));
    inbound.send("to client".getBytes(UTF_8));
    Await.until("the server hears", SOON, () -> server.packets().contains("to server"));
    Await.until("the client hears", SOON, () -> client.packets().contains("to client"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void bothMayDialAtOnce(boolean known) throws Exception {
    CompletableFuture<Link> toServer = dial(known ? server.identity().noise().publicKey() : null);
    CompletableFuture<Link> toClient =
        server
            .transport()
            .udp()
            .dial(clientAddress, known ? client.identity().noise().publicKey() : null);
    meet();
    assertLedTo(client, toServer);
    assertLedTo(server, toClient);
  }

  @Test
  void theLargestPacketArrivesBothWaysAndALargerOneIsNotSent() throws Exception {
    Link outbound = connect(false);
    for (int length : new int[] {0, 1, 1_400, 9_000, 65_448}) {
      String packet = "x".repeat(length);
      assertTrue(outbound.send(packet.getBytes(UTF_8)));
      assertTrue(server.links().getFirst().send(packet.getBytes(UTF_8)));
      Await.until("the server has it", SOON, () -> server.packets().contains(packet));
      Await.until("the client has it", SOON, () -> client.packets().contains(packet));
    }
    assertFalse(outbound.send(new byte[65_449]));
    assertEquals(1, client.transport().counters().tooLarge().sum());
  }

  @Test
  void aLostSocketIsNoticed() {
    assertTrue(server.transport().listening());
    server.transport().udp().close();
    Await.until("it is noticed", SOON, () -> !server.transport().listening());
    assertFalse(server.transport().udp().listening());
    assertTrue(server.transport().tcp().listening(), "the other one goes on");
  }

  @Test
  void tcpAndUdpShareOnePort() throws Exception {
    connect(false);
    Link tcp = client.transport().tcp().dial(address, null).get(30, TimeUnit.SECONDS);
    assertEquals(Carrier.TCP, tcp.carrier());
    assertEquals(server.identity().peerId(), tcp.remoteId());
  }

  @Test
  void aTakenTcpPortLeavesUdpAlone() throws Exception {
    try (TestNode holder = TestNode.start();
        TestNode late = TestNode.start()) {
      int port = holder.transport().tcp().listen(new InetSocketAddress(LOOPBACK, 0));
      var listening = late.transport().listen(LOOPBACK, port);
      assertEquals(new Transport.Listening(port, false), listening);
    }
  }

  @Test
  void aTakenUdpPortIsAFailedStart() throws Exception {
    try (DatagramSocket holder = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0));
        TestNode late = TestNode.start()) {
      int port = holder.getLocalPort();
      assertThrows(IOException.class, () -> late.transport().listen(LOOPBACK, port));
    }
  }

  @Test
  void aRemoteTellsWhereItSeesUs() throws Exception {
    connect(false);
    assertEquals(
        new HostPort("127.0.0.1", clientAddress.getPort()),
        client.transport().udp().observe(address).get(30, TimeUnit.SECONDS));
    assertEquals(
        new HostPort("127.0.0.1", address.getPort()),
        server.transport().udp().observe(clientAddress).get(30, TimeUnit.SECONDS));
  }

  @Test
  void withoutASessionThereIsNoObservation() throws Exception {
    assertEquals(DialException.Reason.CONNECT, failure(client.transport().udp().observe(address)));
  }

  @Test
  void closingTheNodeEndsItsLinks() throws Exception {
    Link outbound = connect(false);
    client.close();
    Await.until("the link has ended", SOON, () -> client.closed() != null);
    assertEquals(CloseReason.STOPPING, client.closed());
    assertFalse(outbound.send("too late".getBytes(UTF_8)));
    // Nobody says goodbye over UDP: the server learns nothing of it.
    assertEquals(null, server.closed());
  }

  @Test
  void aDialToADeadPortFailsAfterFiveSeconds() throws Exception {
    server.close();
    long start = System.nanoTime();
    assertEquals(DialException.Reason.CONNECT, failure(dial(null)));
    Duration waited = Duration.ofNanos(System.nanoTime() - start);
    assertTrue(waited.toMillis() >= 4_900 && waited.toMillis() < 9_000, waited::toString);
  }

  @Test
  void beforeTheSocketIsBoundAndAfterItIsClosedDialsFailAtOnce() throws Exception {
    try (TestNode unbound = TestNode.start()) {
      assertEquals(
          DialException.Reason.CONNECT, failure(unbound.transport().udp().dial(address, null)));
      assertEquals(
          DialException.Reason.CONNECT, failure(unbound.transport().udp().observe(address)));
    }
    client.close();
    assertEquals(DialException.Reason.CONNECT, failure(dial(null)));
  }

  @Test
  void garbageIsCountedAndNotAnswered() throws Exception {
    try (DatagramSocket stranger = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0))) {
      stranger.send(new DatagramPacket(new byte[100], 100, address));
      stranger.send(new DatagramPacket(new byte[0], 0, address));
      Await.until(
          "both are counted",
          SOON,
          () -> server.transport().udp().drops().get(DatagramDrop.NOT_OURS) == 2);
    }
    connect(false);
  }

  /** Both carriers listen on IPv4 alone, where the host has IPv6 too. */
  @Test
  void thePortOfIpv6IsNotTouched() throws Exception {
    InetAddress loopback6 = InetAddress.ofLiteral("::1");
    assumeTrue(NetworkInterface.getByInetAddress(loopback6) != null, "the host has IPv6");
    try (TestNode everywhere = TestNode.start()) {
      int port = everywhere.transport().listen(Inet4Address.ofLiteral("0.0.0.0"), 0).port();
      try (DatagramSocket udp = new DatagramSocket(new InetSocketAddress(loopback6, port))) {
        assertEquals(port, udp.getLocalPort());
      }
      try (var tcp = new ServerSocket(port, 1, loopback6)) {
        assertEquals(port, tcp.getLocalPort());
      }
    }
  }

  /** A link from client to server, on which both have said hello. */
  private Link connect(boolean known) throws Exception {
    CompletableFuture<Link> dial = dial(known ? server.identity().noise().publicKey() : null);
    meet();
    return dial.get(30, TimeUnit.SECONDS);
  }

  /**
   * Both greet on every new link, as the mesh does: a link is reported only once the remote has
   * been heard.
   */
  private void meet() {
    Set<Link> greeted = new HashSet<>();
    Await.until(
        "both have heard the other",
        SOON,
        () -> {
          greet(server, greeted);
          greet(client, greeted);
          return server.packets().contains("hello") && client.packets().contains("hello");
        });
  }

  private static void greet(TestNode node, Set<Link> greeted) {
    for (Link link : node.links()) {
      if (greeted.add(link)) {
        link.open(node.receiver());
        link.send("hello".getBytes(UTF_8));
      }
    }
  }

  /** A dial that comes late is told that there is a link. */
  private static void assertLedTo(TestNode node, CompletableFuture<Link> dial) throws Exception {
    assertEquals(1, node.links().size());
    Link link = node.links().getFirst();
    if (dial.isCompletedExceptionally()) {
      assertEquals(DialException.Reason.CONNECTED, failure(dial));
    } else {
      assertEquals(link, dial.get(30, TimeUnit.SECONDS));
    }
  }

  private CompletableFuture<Link> dial(byte @Nullable [] remoteStatic) {
    return client.transport().udp().dial(address, remoteStatic);
  }

  private static DialException.Reason failure(CompletableFuture<?> future) {
    var failure = assertThrows(ExecutionException.class, () -> future.get(30, TimeUnit.SECONDS));
    return assertInstanceOf(DialException.class, failure.getCause()).reason();
  }
}
