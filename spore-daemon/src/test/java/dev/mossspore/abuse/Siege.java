package dev.mossspore.abuse;

import dev.mossspore.testing.Await;
import dev.mossspore.transport.Carrier;
import dev.mossspore.transport.CloseReason;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One attack on a victim with its crowd, and what came of it.
 *
 * @param attempts datagrams or connections of the attacker
 * @param refused how many of them the victim counted as refused
 * @param counted how all its counters grew
 * @param pings of the sessions that were there before
 * @param tcp dials of newcomers over TCP
 * @param udp dials of newcomers over UDP
 * @param peakDirectKib the most direct memory that was held meanwhile
 * @param returned whether the resources came back in time
 */
record Siege(
    String name,
    long attempts,
    long refused,
    Map<String, Long> counted,
    Tally pings,
    Tally tcp,
    Tally udp,
    Resources before,
    Resources after,
    long peakDirectKib,
    boolean returned) {
  /** How long one attack lasts. */
  static final Duration LENGTH =
      Duration.ofSeconds(Integer.getInteger("mossspore.abuse.seconds", 5));

  static final boolean LONG = LENGTH.toSeconds() >= 30;

  /** Longer than anything of the victim lives on its own. */
  private static final Duration RETURN = Duration.ofSeconds(30);

  private static final Duration SETTLE = Duration.ofSeconds(6);

  static Siege of(Attack attack) throws IOException {
    try (Victim victim = new Victim();
        Crowd crowd = new Crowd(victim.address())) {
      Await.until("every session has pinged", SETTLE, () -> crowd.pings().succeeded() >= 20);
      Resources before = Resources.of(victim, crowd.ids());
      Map<String, Long> counters = victim.counters();
      AtomicLong peakDirect = new AtomicLong();
      Runnable end = crowd.probe(() -> peakDirect.accumulateAndGet(Resources.direct(), Math::max));
      long attempts = attack.run(victim.address(), LENGTH);
      end.run();
      Await.until("all newcomers are in", SETTLE, crowd::arrived);
      crowd.dismiss();
      boolean returned = returns(victim, crowd, before);
      crowd.rest();
      long gone = crowd.admissions(Carrier.TCP).succeeded();
      Await.until(
          "the newcomers' departure has been noticed",
          SETTLE,
          () ->
              grown(counters, victim.counters()).getOrDefault(CloseReason.REMOTE_CLOSED.name(), 0L)
                  >= gone);
      Await.until("every ping has been judged", SETTLE, crowd.pings()::settled);
      Resources after = Resources.of(victim, crowd.ids());
      Map<String, Long> counted = grown(counters, victim.counters());
      // The newcomers' own departures are no refusals.
      counted.merge(CloseReason.REMOTE_CLOSED.name(), -gone, Long::sum);
      Siege siege =
          new Siege(
              attack.getClass().getSimpleName(),
              attempts,
              attack.refused(counted),
              counted,
              crowd.pings(),
              crowd.admissions(Carrier.TCP),
              crowd.admissions(Carrier.UDP),
              before,
              after,
              peakDirect.get() >> 10,
              returned);
      if (LONG) {
        System.out.println(siege);
      }
      return siege;
    }
  }

  private static boolean returns(Victim victim, Crowd crowd, Resources before) {
    try {
      Await.until(
          "all has returned", RETURN, () -> Resources.of(victim, crowd.ids()).within(before));
      return true;
    } catch (AssertionError e) {
      return false;
    }
  }

  private static Map<String, Long> grown(Map<String, Long> before, Map<String, Long> after) {
    Map<String, Long> grown = new TreeMap<>();
    after.forEach(
        (name, count) -> {
          long by = count - before.getOrDefault(name, 0L);
          if (by > 0) {
            grown.put(name, by);
          }
        });
    return grown;
  }

  /** The figures, in one line. */
  @Override
  public String toString() {
    return ("%s: %d attempts, %d refused %s; pings %s; newcomers TCP %s, UDP %s; "
            + "before: %s; after: %s, peak direct %d KiB")
        .formatted(name, attempts, refused, counted, pings, tcp, udp, before, after, peakDirectKib);
  }
}
