package dev.mossspore.ctl.tail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class MergeTest {
  private static final Instant START = Instant.parse("2026-05-26T18:00:00Z");
  private static final Duration WINDOW = Duration.ofMillis(300);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Merge merge = new Merge(List.of("a", "b"), WINDOW, PATIENCE);

  @Test
  void waitsForTheOtherHost() {
    merge.add("a", at(10), ms(0), "a10");
    assertEquals(List.of(), merge.ready(ms(1)));
    merge.add("b", at(5), ms(2), "b5");
    assertEquals(List.of("b5"), merge.ready(ms(3)));
    merge.reached("b", at(20));
    assertEquals(List.of("a10"), merge.ready(ms(4)));
  }

  @Test
  void waitsForASilentHostNoLongerThanTheWindow() {
    merge.reached("a", at(0));
    merge.reached("b", at(0));
    merge.add("a", at(10), ms(0), "a10");
    assertEquals(List.of(), merge.ready(ms(299)));
    assertEquals(List.of("a10"), merge.ready(ms(300)));
  }

  @Test
  void isPatientWhileAHostStillBringsWhatLiesBack() {
    merge.reached("a", at(0));
    merge.add("a", at(10), ms(0), "a10");
    assertEquals(List.of(), merge.ready(ms(1999)));
    merge.add("b", at(1), ms(1999), "b1");
    assertEquals(List.of("b1"), merge.ready(ms(1999)));
    assertEquals(List.of("a10"), merge.ready(ms(2000)));
  }

  @Test
  void doesNotWaitForAHostThatIsGone() {
    merge.add("a", at(10), ms(0), "a10");
    merge.gone("b");
    assertEquals(List.of("a10"), merge.ready(ms(0)));
    merge.back("b");
    merge.add("a", at(11), ms(0), "a11");
    assertEquals(List.of(), merge.ready(ms(1)));
  }

  /** Three hosts whose backlogs arrive interleaved at random come out in one order of time. */
  @Test
  void bringsBacklogsIntoOneOrder() {
    for (long seed = 1; seed <= 50; seed++) {
      Random random = new Random(seed);
      List<String> hosts = List.of("a", "b", "c");
      Merge merge = new Merge(hosts, WINDOW, PATIENCE);
      Map<String, List<Instant>> backlogs = new HashMap<>();
      hosts.forEach(host -> backlogs.put(host, sorted(random)));
      List<Instant> all = backlogs.values().stream().flatMap(List::stream).sorted().toList();
      List<String> out = new ArrayList<>();
      List<String> left = new ArrayList<>(hosts);
      while (!left.isEmpty()) {
        String host = left.get(random.nextInt(left.size()));
        List<Instant> backlog = backlogs.getOrDefault(host, List.of());
        if (backlog.isEmpty()) {
          merge.gone(host);
          left.remove(host);
        } else {
          Instant next = backlog.removeFirst();
          merge.add(host, next, 0, next.toString());
        }
        out.addAll(merge.ready(0));
      }
      assertEquals(all.stream().map(Instant::toString).toList(), out, "seed " + seed);
    }
  }

  @Test
  void showsTheOldestWhereTooMuchWaits() {
    String long1 = "1".repeat(20 << 20);
    String long2 = "2".repeat(20 << 20);
    merge.add("a", at(1), ms(0), long1);
    assertEquals(List.of(), merge.ready(ms(0)));
    merge.add("a", at(2), ms(0), long2);
    assertEquals(List.of(long1), merge.ready(ms(0)));
  }

  private static List<Instant> sorted(Random random) {
    List<Instant> times = new ArrayList<>();
    for (int i = 0; i < random.nextInt(40); i++) {
      times.add(START.plusMillis(random.nextInt(10_000)));
    }
    times.sort(Comparator.naturalOrder());
    return times;
  }

  private static Instant at(int seconds) {
    return START.plusSeconds(seconds);
  }

  private static long ms(long millis) {
    return Duration.ofMillis(millis).toNanos();
  }
}
