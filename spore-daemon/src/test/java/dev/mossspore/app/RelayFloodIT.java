package dev.mossspore.app;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.testing.PingingPeer;
import dev.mossspore.testing.RelayPair;
import dev.mossspore.testing.SporeProcess;
import dev.mossspore.testing.TestNode;
import dev.mossspore.testkit.Await;
import dev.mossspore.transport.Carrier;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Peers that abuse the relay of the real launcher beside a pair that is served, for two seconds
 * each way or as many as {@code -Dmossspore.abuse.seconds} says. The figures are printed.
 */
@Tag("system")
class RelayFloodIT {
  private static final int SECONDS = Integer.getInteger("mossspore.abuse.seconds", 2);
  private static final boolean LONG = SECONDS >= 30;
  private static final int STEPS = 200;
  private static final int STEPS_PER_PING = 20;

  /** A peer that does not read is sent away as stalled after five seconds; then comes the next. */
  private static final int STEPS_PER_DEAF = 4 * STEPS;

  private static final int PAYLOAD = 1000;
  private static final double DELIVERED = 0.99;
  private static final long P99_MILLIS = 250;
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration LATER = Duration.ofSeconds(30);

  @TempDir private static Path directory;
  private static SporeProcess spore;
  private static InetSocketAddress address;

  /** What came of a flood, beside the figures of the pair. */
  private record Outcome(
      int abuses, int sent, int delivered, long p99, int pings, int unanswered, int flaws) {}

  /** A relay that was just started has not yet taken what any load makes it keep. */
  @BeforeAll
  static void start() throws Exception {
    spore =
        SporeProcess.startQuiet(directory, Map.of("MOSSSPORE_RELAY_MAX_BANDWIDTH_KBPS", "4096"));
    address = new InetSocketAddress(InetAddress.getLoopbackAddress(), spore.port());
    for (RelayFlood flood : RelayFlood.values()) {
      run(flood, LONG ? 10 : 1);
    }
  }

  @AfterAll
  static void end() {
    spore.close();
  }

  @ParameterizedTest
  @EnumSource(RelayFlood.class)
  void thePairThatIsServedDoesNotNotice(RelayFlood flood) throws Exception {
    Await.until("all have left", SOON, () -> spore.metric("peers{path=\"direct\"}") == 0);
    RelayHoldings before = RelayHoldings.of(spore);
    long forwarded = spore.metric("relay_bytes_total");
    Outcome outcome = run(flood, SECONDS);
    RelayHoldings after = later(before);
    long carried = spore.metric("relay_bytes_total") - forwarded;
    String figures =
        "%s: %d at %d/s, %s; forwarded %d bytes; before: %s; after: %s"
            .formatted(flood, outcome.abuses(), flood.perSecond(), outcome, carried, before, after);
    System.out.println(figures);
    assertAll(
        () -> assertTrue(outcome.delivered() >= outcome.sent() * DELIVERED, figures),
        // A few packets on a busy machine say nothing of latency; those of a long flood do.
        () -> assertTrue(!LONG || outcome.p99() < P99_MILLIS, figures),
        () -> assertEquals(0, outcome.unanswered(), figures),
        () -> assertEquals(0, outcome.flaws(), figures),
        // Nothing but what the pair has sent.
        () -> assertTrue(flood.carries() || carried <= (long) PAYLOAD * outcome.sent(), figures),
        () -> assertTrue(after.within(before), figures));
  }

  private static Outcome run(RelayFlood flood, int seconds) throws Exception {
    List<PingingPeer> attackers = new ArrayList<>();
    List<TestNode> deaf = new ArrayList<>();
    try (RelayPair victims = RelayPair.connect(address, Carrier.TCP).open(RelayFlood.VICTIMS)) {
      for (int i = 0; i < flood.attackers(); i++) {
        attackers.add(PingingPeer.start());
        attackers.getLast().connect(address.getPort());
      }
      String victim = victims.target().identity().peerId().hex();
      int abuses = 0;
      long start = System.nanoTime();
      for (int step = 0; step < seconds * STEPS; step++) {
        if (flood.carries() && step % STEPS_PER_DEAF == 0) {
          deaf.forEach(TestNode::close);
          deaf.clear();
          deaf.add(TestNode.start());
          deaf.getFirst().transport().tcp().dial(address, null).get(30, TimeUnit.SECONDS);
        }
        victims.send(PAYLOAD);
        if (step % STEPS_PER_PING == 0) {
          victims.ping();
        }
        for (; abuses < (long) flood.perSecond() * step / STEPS; abuses++) {
          String other = deaf.isEmpty() ? victim : deaf.getFirst().identity().peerId().hex();
          flood.abuse(attackers.get(abuses % attackers.size()), abuses, victim, other);
        }
        long due = start + step * (TimeUnit.SECONDS.toNanos(1) / STEPS);
        LockSupport.parkNanos(due - System.nanoTime());
      }
      Await.until(
          "what is to come has come",
          SOON,
          () -> victims.delivered() >= victims.sent() * DELIVERED && victims.unanswered() == 0);
      return new Outcome(
          abuses,
          victims.sent(),
          victims.delivered(),
          victims.p99Millis(),
          victims.pings(),
          victims.unanswered(),
          victims.flaws() + victims.strays());
    } finally {
      attackers.forEach(PingingPeer::close);
      deaf.forEach(TestNode::close);
    }
  }

  /**
   * What is held 30 seconds after a long flood, or as soon after a short one as it is as before.
   */
  private static RelayHoldings later(RelayHoldings before) {
    long end = System.nanoTime() + LATER.toNanos();
    AtomicReference<RelayHoldings> seen = new AtomicReference<>(before);
    Await.until(
        "it is 30 seconds later",
        LATER.plus(SOON),
        () -> {
          long past = System.nanoTime() - end;
          if (LONG && past < 0) {
            return false;
          }
          seen.set(RelayHoldings.of(spore));
          return past >= 0 || seen.get().within(before);
        });
    return seen.get();
  }
}
