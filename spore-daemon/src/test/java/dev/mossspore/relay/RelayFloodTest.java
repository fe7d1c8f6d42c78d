package dev.mossspore.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.testing.Await;
import dev.mossspore.testing.TestNode;
import dev.mossspore.transport.Link;
import dev.mossspore.wire.Blob;
import dev.mossspore.wire.Envelope;
import dev.mossspore.wire.EnvelopeEncoder;
import dev.mossspore.wire.EnvelopeType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Peers that abuse the relay beside a pair that is served, for two seconds each way or as many as
 * {@code -Dmossspore.abuse.seconds} says. The figures are printed.
 */
@Tag("net")
class RelayFloodTest {
  private static final int SECONDS = Integer.getInteger("mossspore.abuse.seconds", 2);
  private static final int ATTACKERS = 4;
  private static final int STEPS_PER_SECOND = 200;
  private static final Duration SOON = Duration.ofSeconds(35);
  private static final int MEBIBYTE = 1 << 20;

  /** What an attacker says 200 times a second. */
  enum Flood {
    /** Requests in the name of the victims' target. */
    FORGED_REQUESTS,
    /** Data for the victims' session. */
    FOREIGN_DATA,
    /** Data for sessions whose ids are guessed. */
    GUESSED_IDS,
    /** Ever new sessions with the victims' target. */
    REQUESTS,
    /** Payloads of 400 KiB on a session of its own, to a peer that does not read. */
    OVERSIZE_TO_ONE_THAT_NEVER_READS;

    boolean rare(int step) {
      return this == OVERSIZE_TO_ONE_THAT_NEVER_READS && step % 20 != 0;
    }
  }

  @ParameterizedTest
  @EnumSource(Flood.class)
  void thePairThatIsServedDoesNotNotice(Flood flood) throws Exception {
    List<TestNode> attackers = new ArrayList<>();
    try (RelayNode relay = new RelayNode(4 * MEBIBYTE);
        VictimPair victims = new VictimPair(relay);
        TestNode deaf = TestNode.start()) {
      deaf.transport().tcp().dial(relay.address(), null).get(10, TimeUnit.SECONDS);
      List<Link> links = new ArrayList<>();
      for (int i = 0; i < ATTACKERS; i++) {
        TestNode attacker = TestNode.start();
        attackers.add(attacker);
        links.add(attacker.transport().tcp().dial(relay.address(), null).get(10, TimeUnit.SECONDS));
        links.getLast().open(attacker.receiver());
      }
      Await.until("all are in", SOON, () -> relay.peers() == 3 + ATTACKERS);
      long start = System.nanoTime();
      for (int step = 0; step < SECONDS * STEPS_PER_SECOND; step++) {
        victims.step();
        for (int i = 0; i < ATTACKERS; i++) {
          if (!flood.rare(step)) {
            TestNode to = flood == Flood.OVERSIZE_TO_ONE_THAT_NEVER_READS ? deaf : victims.target();
            abuse(flood, step, attackers.get(i), links.get(i), to);
          }
        }
        long due = start + step * (TimeUnit.SECONDS.toNanos(1) / STEPS_PER_SECOND);
        LockSupport.parkNanos(due - System.nanoTime());
      }
      Await.until(
          "what is to come has come",
          SOON,
          () -> victims.delivered() >= victims.sent() * 0.99 && victims.unanswered() == 0);
      System.out.printf(
          "%s: %d of %d delivered, p99 %d ms, %d pings unanswered, %d bytes forwarded%n",
          flood,
          victims.delivered(),
          victims.sent(),
          victims.p99Millis(),
          victims.unanswered(),
          relay.relay().counters().forwardedBytes().sum());
      assertEquals(0, victims.strays());
      if (flood != Flood.OVERSIZE_TO_ONE_THAT_NEVER_READS) {
        assertEquals(victims.delivered() * 1000L, relay.relay().counters().forwardedBytes().sum());
      }
      assertTrue(relay.relay().carried() <= 51, "half-open sessions are bounded");
      attackers.forEach(TestNode::close);
      Await.until(
          "the sessions of the attackers are gone", SOON, () -> relay.relay().carried() == 1);
    } finally {
      attackers.forEach(TestNode::close);
    }
  }

  private static void abuse(Flood flood, int step, TestNode from, Link link, TestNode to) {
    String self = from.identity().peerId().hex();
    String other = to.identity().peerId().hex();
    switch (flood) {
      case FORGED_REQUESTS ->
          say(link, EnvelopeType.RELAY_REQUEST, "f" + step, other, self, Blob.EMPTY);
      case FOREIGN_DATA ->
          say(link, EnvelopeType.RELAY_DATA, "victims", self, other, Blob.wrap(new byte[1000]));
      case GUESSED_IDS ->
          say(link, EnvelopeType.RELAY_DATA, "g" + step, self, other, Blob.wrap(new byte[1000]));
      case REQUESTS ->
          say(
              link,
              EnvelopeType.RELAY_REQUEST,
              self.substring(0, 8) + step,
              self,
              other,
              Blob.EMPTY);
      case OVERSIZE_TO_ONE_THAT_NEVER_READS -> {
        say(link, EnvelopeType.RELAY_REQUEST, self.substring(0, 8), self, other, Blob.EMPTY);
        Blob large = Blob.wrap(new byte[400 << 10]);
        say(link, EnvelopeType.RELAY_DATA, self.substring(0, 8), self, other, large);
      }
    }
  }

  private static void say(
      Link link, EnvelopeType type, String session, String source, String target, Blob payload) {
    link.send(
        EnvelopeEncoder.encode(
            Envelope.of(type)
                .relaySession(session)
                .relaySource(source)
                .relayTarget(target)
                .payload(payload)
                .build()));
  }
}
