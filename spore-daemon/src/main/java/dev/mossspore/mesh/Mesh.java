package dev.mossspore.mesh;

import dev.mossspore.base.HostPort;
import dev.mossspore.base.Log;
import dev.mossspore.base.PeerId;
import dev.mossspore.crypto.Identity;
import dev.mossspore.discovery.KnownPeers;
import dev.mossspore.discovery.OpenedSession;
import dev.mossspore.discovery.lan.LanBeacon;
import dev.mossspore.event.SporeEvent;
import dev.mossspore.mesh.PeerTable.Admitted;
import dev.mossspore.mesh.PeerTable.Refused;
import dev.mossspore.transport.CloseReason;
import dev.mossspore.transport.Link;
import dev.mossspore.transport.LinkListener;
import dev.mossspore.wire.Blob;
import dev.mossspore.wire.Envelope;
import dev.mossspore.wire.EnvelopeEncoder;
import dev.mossspore.wire.EnvelopeType;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Turns links into peers (chapter 03 sections 6 to 8): admits them, pings them, lets them go, and
 * hands what they say to whom it concerns. All state is confined to the mesh loop; what may be
 * called from elsewhere says so.
 */
public final class Mesh implements LinkListener {
  private static final Log LOG = Log.of("mesh");
  private static final int REQUEST_ID_BYTES = 16;
  private static final long NANOS_PER_MICRO = 1000;

  private final MeshEnvironment environment;
  private final PeerTable table;
  private final KnownPeers known;
  private final Scores scores;
  private final StaticPeers staticPeers;
  private final KnownPeerDialer knownPeers;
  private final SeedDialer seeds;
  private final PeerPast past = new PeerPast();
  private final MeshViews views;
  private final LanNeighbours neighbours;
  private final PeerExchange exchange;
  private final StatusReport report;
  private final PeerServices services = new PeerServices();
  private final MeshCounters counters = new MeshCounters();
  private final Inboxes inboxes;
  private boolean draining;
  private boolean stopped;

  /**
   * @param identity who this node is
   * @param settings what the operator decided
   */
  public Mesh(Identity identity, MeshSettings settings, MeshEnvironment environment) {
    this.environment = environment;
    this.inboxes = new Inboxes(environment.loop(), counters.dropped());
    PeerId self = identity.peerId();
    this.table = new PeerTable(self, settings.maxPeers());
    this.staticPeers = new StaticPeers(self, settings.staticPeers(), table, past, environment);
    this.known = new KnownPeers(staticPeers::contains);
    this.scores = new Scores(environment.ticker().nanos(), counters.scoresEvicted());
    DialsInFlight inFlight = new DialsInFlight(counters.dials());
    this.knownPeers =
        new KnownPeerDialer(
            self, table, known, scores, environment, inFlight, past, staticPeers::contains);
    this.seeds = new SeedDialer(table, environment, inFlight, counters.dials());
    this.report = new StatusReport(settings, table, known);
    this.neighbours = new LanNeighbours(table, known, knownPeers);
    this.exchange =
        new PeerExchange(
            identity,
            table,
            known,
            scores,
            environment,
            counters,
            knownPeers::doubtful,
            () -> report.latest().advertisedAddress());
    Dialling dialling = new Dialling(staticPeers, knownPeers, seeds, inFlight, past);
    this.views = new MeshViews(self, table, known, scores, dialling, environment, () -> draining);
  }

  /** The latest snapshot. Any thread. */
  public MeshStatus status() {
    return report.latest();
  }

  /** Any thread. */
  public MeshCounters counters() {
    return counters;
  }

  /** What services see of this mesh. Confined to the mesh loop, like what is called through it. */
  public Peers peers() {
    return new ConnectedPeers(table, exchange, () -> status().advertisedAddress());
  }

  /** Puts a service on top of the peers. To be called before the first link comes. */
  public void add(PeerService service) {
    services.add(service);
  }

  /** Answers questions about its peers. Any thread. */
  public MeshViews views() {
    return views;
  }

  /** Takes a new link over to the mesh loop. Any thread. */
  @Override
  public void established(Link link) {
    environment.loop().execute(() -> register(link));
  }

  /** Takes addresses where some node may be found, from wherever. Any thread. */
  public void offerSeeds(Collection<HostPort> addresses) {
    environment.loop().execute(() -> seeds.offer(addresses, now()));
  }

  /**
   * Obeys other settings from now on. Peers stay, even those over a lower limit and those that are
   * static no longer. Any thread.
   */
  public void reconfigure(MeshSettings next) {
    environment
        .loop()
        .execute(
            () -> {
              table.limit(next.maxPeers());
              staticPeers.replace(next.staticPeers());
              report.settings(next);
            });
  }

  /** Lets nobody in any more; the peers it has may stay. Any thread. */
  public void drain() {
    environment.loop().execute(() -> draining = true);
  }

  /**
   * Takes a beacon heard on a network of this host. Any thread; its sender limits how many come.
   *
   * @param address where the neighbour can be dialled
   * @param answer sends our own beacon to it; never blocks
   */
  public void heardOnLan(LanBeacon beacon, HostPort address, Runnable answer) {
    environment
        .loop()
        .execute(
            () -> {
              if (!stopped && !draining) {
                neighbours.heard(beacon, address, answer, now());
              }
            });
  }

  /**
   * Pings, drops peers that stopped answering, dials whom this node wants to know, passes on what
   * is due. To be called on the mesh loop, about once a second.
   */
  public void tick() {
    if (stopped) {
      return;
    }
    long now = now();
    scores.tick(now);
    for (Peer peer : List.copyOf(table.peers())) {
      peer.graylisted(!ScoreThreshold.GRAYLIST.passedBy(scores.of(peer.id(), now)));
      peer.tick(now);
      int missed = peer.keepalive().misses();
      Keepalive.Action action = peer.keepalive().tick(now);
      counters.pingsMissed().add(peer.keepalive().misses() - missed);
      switch (action) {
        case NOTHING -> {}
        case PING -> ping(peer, now);
        case CLOSE -> peer.link().close(CloseReason.PING_TIMEOUT);
      }
    }
    String address = report.latest().advertisedAddress();
    staticPeers.tick(now);
    knownPeers.tick(address, now);
    seeds.tick(address, now);
    exchange.tick(now);
    services.each(service -> service.tick(now));
    report.everything();
  }

  /** Lets all peers go, without events, and refuses new ones. To be called on the mesh loop. */
  public void stop() {
    services.each(PeerService::stopping);
    stopped = true;
    table.clear().forEach(peer -> peer.close(CloseReason.STOPPING));
    report.peers();
  }

  private void register(Link link) {
    if (stopped) {
      link.close(CloseReason.STOPPING);
      return;
    }
    long now = now();
    if (draining && !link.outbound()) {
      refuse(link, CloseReason.DRAINING, now);
      return;
    }
    if (known.find(link.remoteId()).filter(peer -> !peer.claimSession(now)).isPresent()) {
      refuse(link, CloseReason.TOO_OFTEN, now);
      return;
    }
    switch (table.admit(link, now)) {
      case Refused(CloseReason reason) -> refuse(link, reason, now);
      case Admitted admitted -> admitted(admitted);
    }
  }

  private void refuse(Link link, CloseReason reason, long now) {
    Optional<Peer> holder = table.find(link.remoteId());
    if (holder.isEmpty()) {
      past.closed(link.remoteId(), reason, now);
    }
    if (reason == CloseReason.DUPLICATE) {
      holder.ifPresent(peer -> peer.closeOther(link, now));
      return;
    }
    link.close(reason);
    if (reason == CloseReason.PEER_LIMIT) {
      OverflowVictim.in(table, scores, now)
          .ifPresent(victim -> victim.link().close(CloseReason.EVICTED));
    } else if (reason == CloseReason.SELF) {
      seeds.remove(link.remoteAddress());
    }
  }

  private void admitted(Admitted admitted) {
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
    long now = now();
    known.opened(
        peer.id(),
        new OpenedSession(
            peer.address(),
            peer.dialable(),
            Blob.copyOf(peer.link().remoteStatic()),
            seeds.holds(peer.link().remoteAddress())),
        now);
    knownPeers.registered(peer.id(), now);
    scores.joined(peer.id(), peer.address(), now);
    report.peers();
    open(peer);
    exchange.welcome(peer);
    ping(peer, now);
    if (admitted.replaced() != null) {
      peer.replaces(admitted.replaced(), now);
      services.each(service -> service.replaced(peer.slot()));
    } else {
      services.each(service -> service.joined(peer.slot()));
      environment.events().publish(new SporeEvent.PeerJoined(peer.id(), peer.address()));
    }
  }

  private void open(Peer peer) {
    Inbox inbox = inboxes.open((from, type, envelope) -> handle(peer, from, type, envelope));
    PeerReceiver receiver =
        new PeerReceiver(
            peer.link(),
            inbox,
            services.dataPath(peer.slot(), peer.link()),
            counters,
            environment.ticker(),
            reason -> environment.loop().execute(() -> departed(peer, reason)));
    peer.opened(receiver);
    peer.link().open(receiver);
  }

  private void departed(Peer peer, CloseReason reason) {
    LOG.debug("session closed", "peer", peer.id(), "addr", peer.address(), "reason", reason);
    long now = now();
    if (reason == CloseReason.ENVELOPE_INVALID) {
      scores.invalidMessage(peer.id(), now);
    }
    if (table.remove(peer)) {
      peer.left();
      past.closed(peer.id(), reason, now);
      known.closed(peer.id(), now);
      staticPeers.departed(peer, reason);
      knownPeers.departed(peer, reason, now);
      scores.left(peer.id(), now);
      report.peers();
      services.each(service -> service.left(peer.slot()));
      environment.events().publish(new SporeEvent.PeerLeft(peer.id(), peer.address()));
    }
  }

  private void handle(Peer peer, Inbox inbox, EnvelopeType type, Envelope envelope) {
    if (!table.holds(peer)) {
      return;
    }
    peer.heard();
    switch (type) {
      case PONG -> answered(peer, envelope.requestId());
      case GRAFT -> send(peer, Envelope.of(EnvelopeType.PRUNE).channel(envelope.channel()).build());
      case PEER_ANNOUNCE, SUPERNODE_ANNOUNCE, SUPERNODE_REVOKE ->
          exchange.received(peer, inbox, envelope);
      default -> services.received(type, peer.slot(), envelope);
    }
  }

  private void answered(Peer peer, String requestId) {
    boolean first = peer.keepalive().roundTripNanos() == 0;
    peer.keepalive().pong(requestId, now());
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
    environment.random().nextBytes(id);
    String requestId = HexFormat.of().formatHex(id);
    if (send(peer, Envelope.of(EnvelopeType.PING).requestId(requestId).build())) {
      peer.keepalive().sent(requestId, now);
    }
  }

  private static boolean send(Peer peer, Envelope envelope) {
    return peer.link().send(EnvelopeEncoder.encode(envelope));
  }

  private long now() {
    return environment.ticker().nanos();
  }
}
