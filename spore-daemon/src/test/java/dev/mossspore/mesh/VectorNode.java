package dev.mossspore.mesh;

import dev.mossspore.base.HostPort;
import dev.mossspore.base.PeerId;
import dev.mossspore.crypto.Identity;
import dev.mossspore.crypto.X25519KeyPair;
import dev.mossspore.discovery.AdvertisedAddress;
import dev.mossspore.event.SporeEvent;
import dev.mossspore.transport.Carrier;
import dev.mossspore.wire.Envelope;
import dev.mossspore.wire.EnvelopeEncoder;
import dev.mossspore.wire.EnvelopeType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/**
 * The node of the gossip vectors: identity 01, no subscriptions, on one thread and its own time.
 */
final class VectorNode {
  static final long SECOND = 1_000_000_000L;
  static final String ADDRESS = "203.0.113.5:41030";

  static final PeerId P =
      PeerId.parse("8139770ea87d175f56a35466c34c7ecccb8d8a91b4ee37a25df60f5b8fc9b394");
  static final PeerId Q =
      PeerId.parse("ed4928c628d1c2c6eae90338905995612959273a5c63f93636c14614ac8737d1");
  static final PeerId R =
      PeerId.parse("ca93ac1705187071d67b83c7ff0efe8108e8ec4530575d7726879333dbdabe7c");

  private static final int MAX_PEERS = 200;

  private final List<SporeEvent> events = new ArrayList<>();
  private long now;
  private final Mesh mesh =
      new Mesh(
          identity(),
          new MeshSettings(
              MAX_PEERS,
              new AdvertisedAddress(Optional.of(HostPort.parse(ADDRESS)), Optional.empty(), 41030),
              List.of()),
          new MeshEnvironment(
              Runnable::run,
              Runnable::run,
              () -> now,
              new Random(1),
              (target, remoteStatic, streamAlone) -> new CompletableFuture<>(),
              events::add));

  static Identity identity() {
    byte[] seed = new byte[PeerId.LENGTH];
    Arrays.fill(seed, (byte) 1);
    return Identity.of(
        seed,
        X25519KeyPair.ofPrivate(
            HexFormat.of()
                .parseHex("92e54c5b6635a6b23e09fa428bcc740658627170838c2d4fe6b7ef91c8757a2f")));
  }

  Mesh mesh() {
    return mesh;
  }

  /** A new session over TCP. */
  FakeLink connect(PeerId peer, boolean outbound, String address) {
    FakeLink link = new FakeLink(peer, Carrier.TCP, outbound, HostPort.parse(address));
    mesh.established(link);
    return link;
  }

  /** Passes some time, in steps of a second; peers answer pings. */
  void pass(int seconds, FakeLink... links) {
    for (int i = 0; i < seconds; i++) {
      now += SECOND;
      mesh.tick();
      for (FakeLink link : links) {
        link.answerPings();
      }
    }
  }

  /** Events since the last call. */
  List<SporeEvent> takeEvents() {
    List<SporeEvent> taken = List.copyOf(events);
    events.clear();
    return taken;
  }

  /**
   * What a peer was sent since the last call, as text. Left out are the node's own pings, whose
   * times are ours (chapter 03 section 8).
   */
  static List<String> takeSent(FakeLink link) {
    return link.takeSent().stream()
        .filter(envelope -> !envelope.type().equals(EnvelopeType.PING.wireName()))
        .map(VectorNode::text)
        .toList();
  }

  static String text(Envelope envelope) {
    return new String(EnvelopeEncoder.encode(envelope), StandardCharsets.UTF_8);
  }
}
