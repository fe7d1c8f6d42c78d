package dev.mossspore.abuse;

import dev.mossspore.testkit.Await;
import dev.mossspore.transport.Carrier;
import dev.mossspore.transport.CloseReason;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

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
    long peakDirectKib) {
  /** How long one attack lasts. */
  static final Duration LENGTH =
      Duration.ofSeconds(Integer.getInteger("mossspore.abuse.seconds", 5));

  static final boolean LONG = LENGTH.toSeconds() >= 30;

  /** When it has to be over, and longer than anything of the victim lives on its own. */
  private static final Duration LATER = Duration.ofSeconds(30);

  private static final Duration LOOKS = Duration.ofSeconds(1);
  private static final Duration SETTLE = Duration.ofSeconds(6);

  static Siege of(Victim victim, Set<String> honest, Attack attack) throws IOException {
    try (Crowd crowd = new Crowd(victim.address(), honest)) {
      Await.until("every session has pinged", SETTLE, () -> crowd.pings().succeeded() >= 20);
      Holdings start = victim.collect();
      Resources before = Resources.of(start, honest);
      Runnable end = crowd.probe();
      long attempts = attack.run(victim.address(), LENGTH);
      end.run();
      Await.until("all newcomers are in", SETTLE, crowd::arrived);
      long peakDirect = victim.look().peakDirect();
      crowd.dismiss();
      Resources after = later(victim, honest, before);
      crowd.rest();
      Await.until("every ping has been judged", SETTLE, crowd.pings()::settled);
      Map<String, Long> counted = grown(start.counters(), victim.look().counters());
      // The newcomers' own departures are no refusals.
      counted.merge(
          CloseReason.REMOTE_CLOSED.name(), -crowd.admissions(Carrier.TCP).succeeded(), Long::sum);
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
              peakDirect >> 10);
      if (LONG) {
        System.out.println(siege);
      }
      return siege;
    }
  }

  /**
   * What is held 30 seconds later; after a short attack, as soon as that is as before. One look may
   * be too early for the collector, which frees some things only when it comes back.
   */
  private static Resources later(Victim victim, Set<String> honest, Resources before) {
    long end = System.nanoTime() + LATER.toNanos();
    AtomicReference<Resources> seen = new AtomicReference<>(before);
    Await.until(
        "it is 30 seconds later",
        LATER.plus(SETTLE),
        () -> {
          long past = System.nanoTime() - end;
          if (LONG && past < 0) {
            return false;
          }
          seen.set(Resources.of(victim.collect(), honest));
          return seen.get().within(before) || past > LOOKS.toNanos();
        });
    return seen.get();
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
