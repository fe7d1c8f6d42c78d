package dev.mossspore.mesh;

import dev.mossspore.base.HostPort;
import dev.mossspore.base.Ticker;
import dev.mossspore.crypto.Identity;
import dev.mossspore.event.EventSink;
import dev.mossspore.event.SporeEvent;
import dev.mossspore.mesh.PeerTable.Admitted;
import dev.mossspore.mesh.PeerTable.Refused;
import dev.mossspore.transport.CloseReason;
import dev.mossspore.transport.Link;
import dev.mossspore.transport.LinkListener;
import dev.mossspore.wire.Envelope;
import dev.mossspore.wire.EnvelopeEncoder;
import dev.mossspore.wire.EnvelopeType;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * Turns links into peers (chapter 03 sections 6 to 8): admits them, announces this node to them,
 * pings them, lets them go. All state is confined to the mesh loop; what may be called from
 * elsewhere says so.
 */
public final class Mesh implements LinkListener {
  private static final int REQUEST_ID_BYTES = 16;

  private final Executor loop;
  private final Ticker ticker;
  private final RandomGenerator random;
  private final EventSink events;
  private final AdvertisedAddress advertisedAddress;
  private final SelfAnnouncement announcement;
  private final PeerTable table;
  private final MeshCounters counters = new MeshCounters();
  private boolean stopped;
  private volatile MeshStatus status;

  /**
   * @param identity who this node is
   * @param maxPeers limit of connected peers
   * @param loop the mesh loop: runs tasks one after another, in order
   * @param random draws request ids; used on the mesh loop
   */
  public Mesh(
      Identity identity,
      int maxPeers,
      AdvertisedAddress advertisedAddress,
      Executor loop,
      Ticker ticker,
      RandomGenerator random,
      EventSink events) {
    this.table = new PeerTable(identity.peerId(), maxPeers);
    this.announcement = new SelfAnnouncement(identity);
    this.advertisedAddress = advertisedAddress;
    this.loop = loop;
    this.ticker = ticker;
    this.random = random;
    this.events = events;
    this.status = new MeshStatus(advertisedAddress.toAnnounce(List.of()), List.of());
  }

  /** The latest snapshot. Any thread. */
  public MeshStatus status() {
    return status;
  }

  /** Any thread. */
  public MeshCounters counters() {
    return counters;
  }

  /** Takes a new link over to the mesh loop. Any thread. */
  @Override
  public void established(Link link) {
    loop.execute(() -> register(link));
  }

  /**
   * Pings, and drops peers that stopped answering. To be called on the mesh loop, about once a
   * second.
   */
  public void tick() {
    long now = ticker.nanos();
    for (Peer peer : List.copyOf(table.peers())) {
      switch (peer.keepalive().tick(now)) {
        case NOTHING -> {}
        case PING -> ping(peer, now);
        case CLOSE -> peer.link().close(CloseReason.PING_TIMEOUT);
      }
    }
  }

  /** Lets all peers go, without events, and refuses new ones. To be called on the mesh loop. */
  public void stop() {
    stopped = true;
    table.clear().forEach(peer -> peer.link().close(CloseReason.STOPPING));
    publishStatus();
  }

  private void register(Link link) {
    if (stopped) {
      link.close(CloseReason.STOPPING);
      return;
    }
    switch (table.admit(link, ticker.nanos())) {
      case Refused(CloseReason reason) -> link.close(reason);
      case Admitted admitted -> welcome(admitted);
    }
  }

  private void welcome(Admitted admitted) {
    Peer peer = admitted.peer();
    publishStatus();
    Inbox inbox = new Inbox(loop, envelope -> handle(peer, envelope), counters.dropped());
    peer.link()
        .open(
            new PeerReceiver(
                peer.link(), inbox, counters, reason -> loop.execute(() -> departed(peer))));
    peer.link().send(announcement.packet(status.advertisedAddress()));
    ping(peer, ticker.nanos());
    if (admitted.replaced() != null) {
      admitted.replaced().link().close(CloseReason.DUPLICATE);
    } else {
      events.publish(new SporeEvent.PeerJoined(peer.id(), peer.address()));
    }
  }

  private void departed(Peer peer) {
    if (table.remove(peer)) {
      publishStatus();
      events.publish(new SporeEvent.PeerLeft(peer.id(), peer.address()));
    }
  }

  private void handle(Peer peer, Envelope envelope) {
    if (!table.holds(peer)) {
      return;
    }
    switch (EnvelopeType.named(envelope.type()).orElseThrow()) {
      case PONG -> peer.keepalive().pong(envelope.requestId(), ticker.nanos());
      case GRAFT -> send(peer, Envelope.of(EnvelopeType.PRUNE).channel(envelope.channel()).build());
      default -> {
        // Counted on arrival; nothing here acts on it.
      }
    }
  }

  private void ping(Peer peer, long now) {
    byte[] id = new byte[REQUEST_ID_BYTES];
    random.nextBytes(id);
    String requestId = HexFormat.of().formatHex(id);
    if (send(peer, Envelope.of(EnvelopeType.PING).requestId(requestId).build())) {
      peer.keepalive().sent(requestId, now);
    }
  }

  private static boolean send(Peer peer, Envelope envelope) {
    return peer.link().send(EnvelopeEncoder.encode(envelope));
  }

  private void publishStatus() {
    List<HostPort> sessions =
        table.peers().stream().map(peer -> peer.link().remoteAddress()).toList();
    List<MeshStatus.ConnectedPeer> peers =
        table.peers().stream()
            .sorted(Comparator.comparing(Peer::id))
            .map(peer -> new MeshStatus.ConnectedPeer(peer.id(), peer.address()))
            .toList();
    status = new MeshStatus(advertisedAddress.toAnnounce(sessions), peers);
  }
}
