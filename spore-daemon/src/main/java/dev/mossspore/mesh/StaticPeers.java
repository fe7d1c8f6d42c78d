package dev.mossspore.mesh;

import dev.mossspore.base.Backoff;
import dev.mossspore.base.HostPort;
import dev.mossspore.base.Log;
import dev.mossspore.base.PeerId;
import dev.mossspore.base.Ticker;
import dev.mossspore.transport.CloseReason;
import dev.mossspore.transport.Link;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The configured peers: dialled at once, all at the same time, and again for as long as they are
 * configured (chapter 04 section 6.1), with waits of 5 s to 5 min after failures. Confined to the
 * mesh loop.
 */
final class StaticPeers {
  private static final Log LOG = Log.of("mesh");
  private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(5));

  private final PeerId self;
  private final Set<PeerId> ids = new HashSet<>();
  private List<Target> targets;
  private final PeerTable table;
  private final Dialer dialer;
  private final Executor loop;
  private final Ticker ticker;
  private final RandomGenerator random;
  private final PeerPast past;

  /** One configured address and what is known of who answers there. */
  private static final class Target {
    private final HostPort address;
    private boolean ourselves;
    private boolean dialling;
    private int failures;
    private boolean lost;
    private long notBefore;
    private @Nullable PeerId id;
    private byte @Nullable [] noiseStatic;

    private Target(HostPort address, long now) {
      this.address = address;
      this.notBefore = now;
    }
  }

  /**
   * @param self this node, which may be among them where a fleet shares one list
   * @param past told what comes of dials
   */
  StaticPeers(
      PeerId self,
      List<HostPort> addresses,
      PeerTable table,
      PeerPast past,
      MeshEnvironment environment) {
    this.past = past;
    this.self = self;
    this.table = table;
    this.dialer = environment.dialer();
    this.loop = environment.loop();
    this.ticker = environment.ticker();
    this.random = environment.random();
    this.targets = List.of();
    replace(addresses);
  }

  /**
   * Keeps these from now on: new ones are due at once, of the others nothing is forgotten. Sessions
   * with peers that are static no longer are left alone.
   */
  void replace(List<HostPort> addresses) {
    Map<HostPort, Target> before =
        targets.stream().collect(Collectors.toMap(target -> target.address, Function.identity()));
    targets =
        addresses.stream()
            .distinct()
            .map(address -> before.getOrDefault(address, new Target(address, ticker.nanos())))
            .toList();
    collectIds();
  }

  /** Whether the peer is one of them, as far as is known. */
  boolean contains(PeerId id) {
    return ids.contains(id);
  }

  /** Whether a dial of the peer is under way. */
  boolean dialling(PeerId id) {
    return of(id).anyMatch(target -> target.dialling);
  }

  /** Dials of the peer in a row that failed. */
  int failures(PeerId id) {
    return of(id).mapToInt(target -> target.failures).max().orElse(0);
  }

  /** Until the peer may be dialled, in nanoseconds; not above 0 if it may be now. */
  long waitLeft(PeerId id, long now) {
    return of(id).mapToLong(target -> target.notBefore - now).min().orElse(0);
  }

  /** Where the peer is configured to be. */
  List<String> addresses(PeerId id) {
    return of(id).map(target -> target.address.toString()).toList();
  }

  private Stream<Target> of(PeerId id) {
    return targets.stream().filter(target -> id.equals(target.id));
  }

  /** Dials those that are due. To be called about once a second. */
  void tick(long now) {
    for (Target target : targets) {
      boolean idle = !target.dialling && !target.ourselves && !connected(target);
      if (idle && now - target.notBefore >= 0) {
        dial(target);
      }
    }
  }

  /**
   * A peer's session has ended: one that fell silent, or whose session had hardly begun, is waited
   * for; any other may be dialled at once.
   */
  void departed(Peer peer, CloseReason reason) {
    long now = ticker.nanos();
    boolean failed = reason == CloseReason.PING_TIMEOUT || peer.brief(now);
    for (Target target : targets) {
      if (peer.id().equals(target.id)) {
        target.failures = failed ? target.failures + 1 : 0;
        target.lost = !failed;
        target.notBefore = failed ? now + wait(target.failures) : now;
      }
    }
  }

  private boolean connected(Target target) {
    PeerId id = target.id;
    return id != null
        ? table.holds(id)
        : table.peers().stream()
            .anyMatch(peer -> peer.link().remoteAddress().equals(target.address));
  }

  private void dial(Target target) {
    target.dialling = true;
    dialer
        .dial(target.address, target.noiseStatic)
        .whenComplete((link, failure) -> loop.execute(() -> ended(target, link, failure)));
  }

  private void ended(Target target, @Nullable Link link, @Nullable Throwable failure) {
    target.dialling = false;
    if (link != null && link.remoteId().equals(self)) {
      LOG.info("static peer is this node itself, not dialled again", "addr", target.address);
      target.ourselves = true;
      return;
    }
    PeerId peer = link != null ? link.remoteId() : target.id;
    if (peer != null) {
      past.dialled(peer, failure, ticker.nanos());
    }
    if (link != null) {
      identified(target, link.remoteId());
      target.noiseStatic = link.remoteStatic();
    } else {
      // Whoever has just gone may be restarting, so a first dial in vain does not count.
      target.failures += target.lost ? 0 : 1;
      LOG.debug(
          "static peer not reached",
          "addr",
          target.address,
          "failures",
          target.failures,
          "error",
          failure == null ? "" : failure.getMessage());
    }
    target.lost = false;
    target.notBefore = ticker.nanos() + wait(target.failures);
  }

  private void identified(Target target, PeerId id) {
    target.id = id;
    collectIds();
  }

  private void collectIds() {
    ids.clear();
    targets.stream().map(each -> each.id).filter(Objects::nonNull).forEach(ids::add);
  }

  private long wait(int failures) {
    return BACKOFF.after(failures, random).toNanos();
  }
}
