package dev.mossspore.mesh;

import dev.mossspore.base.HostPort;
import dev.mossspore.base.PeerId;
import dev.mossspore.discovery.KnownPeer;
import dev.mossspore.discovery.KnownPeers;
import dev.mossspore.discovery.PeerFacts;
import dev.mossspore.transport.CloseReason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Dials peers this node has heard of, two at a time, as chapter 04 section 12.2 ranks them, and
 * forgets those that are no more: nothing was heard of them for three hours and at least five dials
 * in a row were in vain, or there is nothing to dial, while this node was connected to others all
 * the time. Confined to the mesh loop.
 */
final class KnownPeerDialer {
  private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(5);
  private static final int DIALS_PER_TICK = 2;
  private static final int TIDY_EVERY = 60;
  private static final int DOUBTFUL = 3;
  private static final int DEAD = 5;
  private static final Duration FORGET_AFTER = Duration.ofHours(3);

  private final PeerTable table;
  private final KnownPeers known;
  private final Scores scores;
  private final MeshEnvironment environment;
  private final DialHistory history;
  private final DialPolicy policy;
  private final Predicate<PeerId> others;
  private final PeerPast past;
  private int ticks;
  private long aloneAt;

  /**
   * @param past told what comes of dials
   * @param others peers that somebody else dials
   */
  KnownPeerDialer(
      PeerId self,
      PeerTable table,
      KnownPeers known,
      Scores scores,
      MeshEnvironment environment,
      DialsInFlight inFlight,
      PeerPast past,
      Predicate<PeerId> others) {
    this.past = past;
    this.others = others;
    this.table = table;
    this.known = known;
    this.scores = scores;
    this.environment = environment;
    this.history = new DialHistory(HANDSHAKE_TIMEOUT, environment.random());
    this.policy = new DialPolicy(self, DIALS_PER_TICK, history, inFlight);
    this.aloneAt = environment.ticker().nanos();
  }

  /**
   * Dials who is due. To be called about once a second.
   *
   * @param ownAddress what this node announces, and does not dial
   */
  void tick(String ownAddress, long now) {
    if (table.peers().isEmpty()) {
      aloneAt = now;
    }
    if (++ticks % TIDY_EVERY == 0) {
      tidy(now);
    }
    if (table.room() <= 0) {
      return;
    }
    Set<String> taken = table.peers().stream().map(Peer::address).collect(Collectors.toSet());
    taken.add(ownAddress);
    List<DialCandidate> candidates =
        known.all().stream()
            .filter(peer -> !peer.direct() && history.due(peer.id(), now))
            .filter(peer -> !others.test(peer.id()))
            .filter(peer -> !taken.contains(peer.facts().addr()))
            .map(peer -> candidate(peer, now))
            .toList();
    // Reachability is not probed yet, so nobody but the peer itself may wait for the other to dial.
    DialPolicy.Situation situation =
        new DialPolicy.Situation(false, table.room(), relays(), table::holds);
    for (DialCandidate selected : policy.select(candidates, situation, now)) {
      dial(selected);
    }
  }

  /**
   * Dials a peer at once, whatever came of earlier attempts: it was just heard nearby.
   *
   * @return whether a dial began
   */
  boolean dialNow(PeerId id, long now) {
    if (table.room() <= 0 || table.holds(id) || others.test(id)) {
      return false;
    }
    Optional<DialCandidate> candidate = known.find(id).map(peer -> candidate(peer, now));
    if (candidate.isEmpty() || !policy.begin(candidate.get(), now)) {
      return false;
    }
    dial(candidate.get());
    return true;
  }

  void registered(PeerId peer, long now) {
    history.registered(peer, now);
  }

  void departed(Peer peer, CloseReason reason, long now) {
    if (peer.brief(now)) {
      history.departedEarly(peer.id(), now);
    } else {
      history.departed(peer.id(), reason == CloseReason.PING_TIMEOUT, now);
    }
  }

  /** Whether the peer is probably not there, so that others need not be told of it. */
  boolean doubtful(PeerId peer) {
    return history.failures(peer) >= DOUBTFUL;
  }

  /** How many peers have a past. */
  int histories() {
    return history.size();
  }

  int failures(PeerId peer) {
    return history.failures(peer);
  }

  /** Until the peer may be dialled, in nanoseconds; not above 0 if it may be now. */
  long waitLeft(PeerId peer, long now) {
    return history.waitLeft(peer, now);
  }

  private void tidy(long now) {
    if (now - aloneAt >= FORGET_AFTER.toNanos()) {
      known.forget(peer -> dead(peer, now)).forEach(scores::forget);
    }
    history.retain(id -> known.find(id).isPresent());
  }

  private boolean dead(KnownPeer peer, long now) {
    PeerFacts facts = peer.facts();
    boolean dialable =
        address(facts.addr()) != null && (facts.verified() || facts.thirdPartyDialable());
    return now - peer.lastSeen() >= FORGET_AFTER.toNanos()
        && (!dialable || history.failures(peer.id()) >= DEAD);
  }

  private void dial(DialCandidate selected) {
    HostPort address = selected.address();
    if (address != null) {
      PeerFacts facts = known.find(selected.id()).map(KnownPeer::facts).orElseThrow();
      environment
          .dialer()
          .dial(address, noiseStatic(facts), DialBudget.of(facts).first(Dialer.ATTEMPT))
          .whenComplete(
              (link, failure) -> environment.loop().execute(() -> ended(selected, failure)));
    }
  }

  private void ended(DialCandidate selected, @Nullable Throwable failure) {
    long now = environment.ticker().nanos();
    past.dialled(selected.id(), failure, now);
    policy.ended(selected, table.holds(selected.id()), now);
  }

  private static byte @Nullable [] noiseStatic(PeerFacts facts) {
    return facts.noiseStatic().isEmpty() ? null : facts.noiseStatic().toBytes();
  }

  private int relays() {
    return Math.toIntExact(
        table.peers().stream()
            .flatMap(peer -> known.find(peer.id()).stream())
            .filter(peer -> peer.facts().capabilities().relayCapable())
            .count());
  }

  private DialCandidate candidate(KnownPeer peer, long now) {
    PeerFacts facts = peer.facts();
    return new DialCandidate(
        peer.id(),
        address(facts.addr()),
        facts.verified(),
        facts.thirdPartyDialable(),
        facts.bootstrap(),
        facts.capabilities().reachable(),
        facts.capabilities().relayCapable(),
        peer.lastSeen(),
        scores.of(peer.id(), now));
  }

  private static @Nullable HostPort address(String text) {
    try {
      HostPort address = HostPort.parse(text);
      return address.port() == 0 || address.host().isEmpty() ? null : address;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
