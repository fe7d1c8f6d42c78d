package dev.mossspore.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mossspore.testing.SporeProcess;
import dev.mossspore.testing.TestNode;
import dev.mossspore.testkit.Await;
import dev.mossspore.testkit.Tools;
import dev.mossspore.transport.Link;
import dev.mossspore.wire.Blob;
import dev.mossspore.wire.Envelope;
import dev.mossspore.wire.EnvelopeEncoder;
import dev.mossspore.wire.EnvelopeType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The file starts, relays and says how it ended where there is no Java and hardly anything else.
 */
@Tag("root")
class BareHostIT {
  private static final Duration SOON = Duration.ofMinutes(1);
  private static final String[] QUIET = {
    "mossspore", "--listen-host", "127.0.0.1", "--monitor-listen", "127.0.0.1:0"
  };

  @TempDir Path directory;
  private BareHost host;

  @BeforeEach
  void up() throws IOException {
    host = BareHost.withFile(directory.resolve("root"));
  }

  @AfterEach
  void down() {
    if (host != null) { // not where it was skipped
      host.close();
    }
  }

  @Test
  void startsAndRelays() throws Exception {
    try (SporeProcess spore = SporeProcess.start(directory, Map.of(), host.asRoot(QUIET));
        TestNode a = TestNode.start();
        TestNode b = TestNode.start()) {
      spore.awaitUp();
      Link fromA = dial(a, spore.port());
      Link fromB = dial(b, spore.port());
      Await.until("both are peers", SOON, () -> info(spore, "peer_count") == 2);
      send(fromA, EnvelopeType.RELAY_REQUEST, a, b, "");
      Await.until("the request arrives", SOON, () -> heard(b, "relay_request"));
      send(fromB, EnvelopeType.RELAY_ACCEPT, b, a, "");
      Await.until("the answer arrives", SOON, () -> heard(a, "relay_accept"));
      send(fromA, EnvelopeType.RELAY_DATA, a, b, "through");
      Await.until("what was said arrives", SOON, () -> heard(b, "relay_data"));
      assertEquals(1, info(spore, "relay_route_count"));
      spore.signal("TERM");
      assertEquals(0, spore.awaitEnd());
      assertTrue(spore.lastLine().endsWith("spore: node stopped"), spore.err());
    }
  }

  @Test
  void startsForAUserFromItsCache() throws IOException {
    try (SporeProcess spore = SporeProcess.start(directory, Map.of(), host.asUser(QUIET))) {
      spore.awaitUp();
      assertEquals(1, host.unpacked("/home/spore/.cache/mossspore").size());
    }
  }

  @Test
  void usesWhatRootUnpacked() throws IOException {
    assertEquals(0, Tools.run(host.asRoot("mossspore", "--version")).status());
    assertEquals(0, Tools.run(host.asUser("mossspore", "--version")).status());
    assertTrue(Files.notExists(host.path("/home/spore/.cache")));
  }

  @Test
  void passesExitCodesOn() {
    assertEquals(2, Tools.run(host.asRoot("mossspore", "--no-such-flag")).status());
    assertEquals(
        78, Tools.run(host.asRoot("mossspore", "--config", "/absent", "--check-config")).status());
  }

  @Test
  void takesMostClassesFromTheArchive() throws IOException {
    Map<String, String> environment =
        Map.of("HOME", "/root", "MOSSSPORE_OPTS", "-Xlog:class+load:file=/tmp/classes");
    try (SporeProcess spore =
        SporeProcess.start(directory, Map.of(), host.on(environment, "0:0", QUIET))) {
      spore.awaitUp();
      JsonNode unread = spore.json("/info");
      assertTrue(unread.has("mesh_id"));
    }
    List<String> loaded = Files.readAllLines(host.path("/tmp/classes"));
    long archived = loaded.stream().filter(line -> line.contains("shared objects file")).count();
    assertTrue(
        archived > loaded.size() * 8L / 10,
        archived + " of " + loaded.size() + ": run packaging/image/train anew");
  }

  private static Link dial(TestNode node, int port) throws Exception {
    Link link =
        node.transport()
            .tcp()
            .dial(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), null)
            .get(10, TimeUnit.SECONDS);
    link.open(node.receiver());
    return link;
  }

  private static void send(Link link, EnvelopeType type, TestNode from, TestNode to, String said) {
    link.send(
        EnvelopeEncoder.encode(
            Envelope.of(type)
                .relaySession("session")
                .relaySource(from.identity().peerId().hex())
                .relayTarget(to.identity().peerId().hex())
                .payload(Blob.wrap(said.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .build()));
  }

  private static boolean heard(TestNode node, String type) {
    return node.packets().stream()
        .anyMatch(
            packet -> packet.contains("\"relay_session\":\"session\"") && packet.contains(type));
  }

  private static int info(SporeProcess spore, String member) {
    return spore.json("/info").path(member).asInt();
  }
}
