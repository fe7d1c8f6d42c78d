package dev.mossspore.mesh;

import dev.mossspore.base.HostPort;
import dev.mossspore.base.Log;
import dev.mossspore.base.Ticker;
import dev.mossspore.crypto.Identity;
import dev.mossspore.discovery.Capabilities;
import dev.mossspore.discovery.OwnAnnouncements;
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
  private static final Log LOG = Log.of("mesh");
  private static final int REQUEST_ID_BYTES = 16;
  private static final long NANOS_PER_MICRO = 1000;

  private final Executor loop;
  private final Ticker ticker;
  private final RandomGenerator random;
  private final EventSink events;
  private final MeshSettings settings;
  private final OwnAnnouncements own;
  private final PeerTable table;
  private final StaticPeers staticPeers;
  private final MeshCounters counters = new MeshCounters();
  private boolean stopped;
  private volatile MeshStatus status;

  /**
   * @param identity who this node is
   * @param settings what the operator decided
   * @param dialer opens sessions to static peers
   * @param loop the mesh loop: runs tasks one after another, in order
   * @param random draws request ids; used on the mesh loop
   */
  public Mesh(
      Identity identity,
      MeshSettings settings,
      Dialer dialer,
      Executor loop,
      Ticker ticker,
      RandomGenerator random,
      EventSink events) {
    this.settings = settings;
    this.table = new PeerTable(identity.peerId(), settings.maxPeers());
    this.staticPeers = new StaticPeers(settings.staticPeers(), table, dialer, loop, ticker);
    this.own = new OwnAnnouncements(identity);
    this.loop = loop;
    this.ticker = ticker;
    this.random = random;
    this.events = events;
    this.status = new MeshStatus(advertised(List.of()), List.of());
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
    if (!stopped) {
      staticPeers.tick(now);
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
    LOG.debug(
        "session opened",
        "peer",
        peer.id(),
        "addr",
        peer.address(),
        "carrier",
        peer.link().carrier(),
        "outbound",
        peer.link().outbound(),
        "replaces",
        admitted.replaced() != null);
    publishStatus();
    Inbox inbox = new Inbox(loop, envelope -> handle(peer, envelope), counters.dropped());
    peer.link()
        .open(
            new PeerReceiver(
                peer.link(),
                inbox,
                counters,
                reason -> loop.execute(() -> departed(peer, reason))));
    send(peer, own.peerAnnounce(status.advertisedAddress(), Capabilities.UNPROBED));
    ping(peer, ticker.nanos());
    if (admitted.replaced() != null) {
      admitted.replaced().link().close(CloseReason.DUPLICATE);
    } else {
      events.publish(new SporeEvent.PeerJoined(peer.id(), peer.address()));
    }
  }

  private void departed(Peer peer, CloseReason reason) {
    LOG.debug("session closed", "peer", peer.id(), "addr", peer.address(), "reason", reason);
    if (table.remove(peer)) {
      staticPeers.departed(peer, reason);
      publishStatus();
      events.publish(new SporeEvent.PeerLeft(peer.id(), peer.address()));
    }
  }

  private void handle(Peer peer, Envelope envelope) {
    if (!table.holds(peer)) {
      return;
    }
    switch (EnvelopeType.named(envelope.type()).orElseThrow()) {
      case PONG -> answered(peer, envelope.requestId());
      case GRAFT -> send(peer, Envelope.of(EnvelopeType.PRUNE).channel(envelope.channel()).build());
      default -> {
        // Counted on arrival; nothing here acts on it.
      }
    }
  }

  private void answered(Peer peer, String requestId) {
    boolean first = peer.keepalive().roundTripNanos() == 0;
    peer.keepalive().pong(requestId, ticker.nanos());
    if (first) {
      LOG.debug(
          "first ping answered",
          "peer",
          peer.id(),
          "rtt_us",
          peer.keepalive().roundTripNanos() / NANOS_PER_MICRO);
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
    status = new MeshStatus(advertised(sessions), peers);
  }

  private String advertised(List<HostPort> sessions) {
    return settings.advertisedAddress().toAnnounce("", sessions, settings.staticPeers());
  }
}
