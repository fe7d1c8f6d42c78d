package dev.mossspore.sim;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.base.HostPort;
import dev.mossspore.crypto.Identity;
import dev.mossspore.discovery.Capabilities;
import dev.mossspore.discovery.OwnAnnouncements;
import dev.mossspore.mesh.MeshTables;
import dev.mossspore.transport.CloseReason;
import dev.mossspore.wire.EnvelopeEncoder;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What wears meshes out, played with {@code size} nodes that may all hold each other. Everywhere a
 * node stays within a budget of packets and dials a minute, its tables below their caps, and within
 * a minute of peace everybody holds everybody again.
 */
final class Scenarios {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int MAX_PEERS = 250;

  /** A healthy session: four pings and four pongs a minute. */
  private static final int KEEPALIVE = 8;

  /** Once in ten seconds at most a node speaks of itself, and as often of any other, to a peer. */
  private static final int PER_SUBJECT = 7;

  /** A peer opens ten sessions at once and one a second. */
  private static final int SESSIONS = 70;

  /** Each costs where we are, a ping and a pong; the first of a minute a snapshot. */
  private static final int PER_SESSION = 3;

  private static final int SNAPSHOT = 51;

  /** A node dials two peers a second, and the two it is configured to keep. */
  private static final int MAX_DIALS = 130;

  /** Nodes that churn spares. */
  private static final int STEADY = 2;

  private static final int MAX_KNOWN = 4096;
  private static final int MAX_SCORES = 8192;
  private static final int MAX_IN_FLIGHT = 64;

  private final long size;
  private final int rounds;
  private final World world;
  private int nextHost;

  /**
   * @param rounds minutes that most of them last
   */
  Scenarios(int size, int rounds, long seed) {
    this.size = size;
    this.rounds = rounds;
    this.nextHost = size;
    this.world = new World(seed, size, MAX_PEERS);
    world.secondsUntilWhole(Duration.ofMinutes(2));
    // The rest of the snapshots.
    world.run(MINUTE);
    world.takeMostSent();
    world.takeMostDials();
  }

  /** Nothing happens. */
  void idle() {
    minutes(rounds, KEEPALIVE * size, 0);
  }

  /**
   * Two nodes that hold two signed words of a third for true, and repeat theirs whenever they hear
   * the other.
   */
  void disagreement() {
    Identity third = World.identity(world.random());
    Stranger one = disputant(third, "198.51.100.1:4001");
    Stranger other = disputant(third, "198.51.100.2:4001");
    minutes(rounds, (KEEPALIVE + 3 * PER_SUBJECT) * (size + 2), MAX_DIALS);
    List.of(one, other).forEach(Stranger::leave);
    assertTrue(one.traffic().takeSent() + other.traffic().takeSent() > 100 * size, "no dispute");
  }

  /** A node that comes back at once whenever its session ends, which it ends itself. */
  void redialling() {
    Stranger restless = new Stranger(newAddress(), World.identity(world.random()));
    restless.onClosed(link -> dial(restless, link.remoteAddress()));
    restless.onOpened(
        link -> world.internet().time().after(1, () -> link.close(CloseReason.STOPPING)));
    world.spores().forEach(spore -> dial(restless, spore.address()));
    minutes(
        rounds,
        (KEEPALIVE + 2 * PER_SUBJECT) * size + SESSIONS * PER_SESSION + SNAPSHOT,
        MAX_DIALS);
    restless.leave();
    assertTrue(restless.traffic().takeDials() > 200L * size, "it did not come back");
  }

  /** One identity that runs at twenty addresses. */
  void clones() {
    Identity identity = World.identity(world.random());
    List<SimSpore> clones =
        IntStream.range(0, 20)
            .mapToObj(i -> world.addClone(newAddress(), identity, MAX_PEERS))
            .toList();
    minutes(rounds, (KEEPALIVE + 3 * PER_SUBJECT) * (size + 1) + SNAPSHOT + size, MAX_DIALS);
    clones.forEach(SimSpore::kill);
    assertTrue(world.whole(), () -> world.missing().toString());
  }

  /** Each minute a third of the nodes is killed or loses its power, and is back in seconds. */
  void restarts() {
    for (int minute = 0; minute < rounds; minute++) {
      world.spores().stream()
          .filter(spore -> world.random().nextInt(3) == 0)
          .forEach(this::restart);
      // A session opened costs a snapshot; everybody opens one to each third node at least.
      minutes(1, (KEEPALIVE + 2 * PER_SUBJECT + size) * size, MAX_DIALS);
    }
    world.secondsUntilWhole(MINUTE);
  }

  /** The network falls into two halves for a while. */
  void partition(Duration span) {
    List<SimSpore> spores = world.spores();
    Set<Host> half = Set.copyOf(spores.subList(0, spores.size() / 2));
    world.internet().reachable((a, b) -> half.contains(a) == half.contains(b));
    minutes(span.toMinutes(), KEEPALIVE * size, MAX_DIALS);
    world.internet().reachable((a, b) -> true);
    world.secondsUntilWhole(MINUTE);
  }

  /**
   * All the time nodes restart, but for the first two, and visitors come for seconds and go, half
   * of them without a word: eight a minute, each with an identity and an address of its own.
   *
   * @return the most that any node held in its directory and of scores
   */
  Held churn(Duration span) {
    Held most = new Held(0, 0);
    for (long minute = 0; minute < span.toMinutes(); minute++) {
      restart(world.spores().get(world.random().nextInt(STEADY, world.spores().size())));
      for (int i = 0; i < 8; i++) {
        visit(world.random().nextBoolean());
      }
      world.run(MINUTE);
      for (SimSpore spore : world.spores()) {
        if (spore.running()) {
          assertBounded(spore);
          MeshTables tables = spore.mesh().views().tables();
          most = most.or(new Held(tables.known(), tables.scores()));
        }
      }
    }
    world.secondsUntilWhole(MINUTE);
    return most;
  }

  /** The tables that would grow if anything did; the others follow the moment. */
  record Held(int known, int scores) {
    Held or(Held other) {
      return new Held(Math.max(known, other.known), Math.max(scores, other.scores));
    }
  }

  private void visit(boolean politely) {
    Stranger visitor = new Stranger(newAddress(), World.identity(world.random()));
    byte[] word = announcement(visitor.identity(), visitor.address().toString());
    visitor.onOpened(link -> link.send(word));
    world.spores().forEach(spore -> dial(visitor, spore.address()));
    world
        .internet()
        .time()
        .after(Duration.ofSeconds(20).toNanos(), politely ? visitor::leave : visitor::vanish);
  }

  private void minutes(long count, long sent, long dials) {
    for (long minute = 0; minute < count; minute++) {
      world.run(MINUTE);
      long mostSent = world.takeMostSent();
      long mostDials = world.takeMostDials();
      assertTrue(mostSent <= sent, () -> mostSent + " packets sent in a minute");
      assertTrue(mostDials <= dials, () -> mostDials + " dials in a minute");
      world.spores().stream().filter(SimSpore::running).forEach(Scenarios::assertBounded);
    }
  }

  static void assertBounded(SimSpore spore) {
    MeshTables tables = spore.mesh().views().tables();
    boolean bounded =
        tables.peers() <= MAX_PEERS
            && tables.known() <= MAX_KNOWN
            && tables.scores() <= MAX_SCORES
            && tables.dialHistories() <= MAX_KNOWN
            && tables.dialsInFlight() <= MAX_IN_FLIGHT;
    assertTrue(bounded, tables::toString);
  }

  private void restart(SimSpore spore) {
    if (!spore.running()) {
      return;
    }
    if (world.random().nextBoolean()) {
      spore.kill();
    } else {
      spore.lose();
    }
    long away = world.random().nextLong(Duration.ofSeconds(10).toNanos());
    world.internet().time().after(away, spore::start);
  }

  private Stranger disputant(Identity third, String address) {
    byte[] word = announcement(third, address);
    Stranger stranger = new Stranger(newAddress(), World.identity(world.random()));
    String id = third.peerId().hex();
    stranger.onPacket(
        (link, text) -> {
          if (text.contains(id) && !text.contains(address)) {
            stranger.links().forEach(each -> each.send(word));
          }
        });
    world
        .internet()
        .time()
        .every(Duration.ofSeconds(1), () -> stranger.links().forEach(link -> link.send(word)));
    world.spores().forEach(spore -> dial(stranger, spore.address()));
    return stranger;
  }

  private HostPort newAddress() {
    return World.address(nextHost++);
  }

  private static byte[] announcement(Identity of, String address) {
    return EnvelopeEncoder.encode(
        new OwnAnnouncements(of).peerAnnounce(address, Capabilities.UNPROBED));
  }

  private void dial(Stranger from, HostPort target) {
    world.internet().dial(from, target);
  }
}
