package dev.mossspore.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.testing.SporeProcess;
import dev.mossspore.testkit.Await;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher with 200 peers for ten minutes, or as long as {@code -Dmossspore.soak.seconds} says:
 * it keeps within its memory, takes no more as time goes by, and loses nobody. Run by {@code
 * soak.sh}.
 */
@Tag("soak")
class SoakIT {
  private static final Duration SPAN =
      Duration.ofSeconds(Long.getLong("mossspore.soak.seconds", 600));
  private static final int SAMPLES = 40;
  private static final int PEERS = 200;
  private static final int STRANGERS = 20;
  private static final long LIMIT_KIB = 256 << 10;
  private static final double FLAT = 1.05;

  @TempDir Path directory;
  private final List<Sample> samples = new CopyOnWriteArrayList<>();

  /** What the spore says of itself. */
  private record Sample(long peers, long residentKib, long heapKib, long known, long missed) {
    static Sample of(SporeProcess spore) {
      String metrics = spore.text("/metrics");
      return new Sample(
          figure(metrics, "peers{path=\"direct\"}"),
          figure(metrics, "process_resident_bytes") >> 10,
          figure(metrics, "jvm_heap_used_bytes") >> 10,
          figure(metrics, "known_peers"),
          figure(metrics, "pings_missed_total"));
    }

    private static long figure(String metrics, String name) {
      return metrics
          .lines()
          .filter(line -> line.startsWith("mossspore_" + name + " "))
          .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void holdsTwoHundredPeersInTheSameMemoryAllTheTime() {
    Map<String, String> environment = new HashMap<>(SporeProcess.quiet());
    environment.put("MOSSSPORE_MAX_PEERS", Integer.toString(PEERS + STRANGERS));
    environment.put("MOSSSPORE_LISTEN_HOST", "127.0.0.1");
    environment.put("MOSSSPORE_MONITOR_LISTEN", "127.0.0.1:0");
    try (SporeProcess spore = SporeProcess.start(directory, environment)) {
      spore.awaitUp();
      InetSocketAddress node =
          new InetSocketAddress(InetAddress.getLoopbackAddress(), spore.port());
      try (SoakCrowd crowd = new SoakCrowd(node, PEERS)) {
        Duration period = SPAN.dividedBy(SAMPLES);
        crowd.every(period, () -> sample(spore, crowd));
        Await.until("the time is over", SPAN.multipliedBy(2), () -> samples.size() >= SAMPLES);
        assertEquals(0, crowd.lost(), "sessions lost");
        assertEquals(0, crowd.missed(), "pings that the spore did not answer");
        assertEquals(0, samples.getLast().missed(), "pings that peers did not answer");
      }
    }
    assertTrue(samples.stream().allMatch(sample -> sample.peers() >= PEERS), "peers missing");
    long highest = samples.stream().mapToLong(Sample::residentKib).max().orElseThrow();
    assertTrue(highest < LIMIT_KIB, () -> highest + " KiB resident");
    double early = average(SAMPLES / 4, SAMPLES / 2);
    double late = average(SAMPLES * 3 / 4, SAMPLES);
    System.out.printf(
        "soak: resident %.0f KiB on average in the second quarter, %.0f in the last; most %d of"
            + " %d%n",
        early, late, highest, LIMIT_KIB);
    assertTrue(late <= early * FLAT, () -> early + " KiB have become " + late);
  }

  private void sample(SporeProcess spore, SoakCrowd crowd) {
    Sample sample = Sample.of(spore);
    samples.add(sample);
    System.out.printf(
        "soak: %d/%d peers %d known %d resident %d KiB heap %d KiB pings %d missed %d visitors"
            + " %d%n",
        samples.size(),
        SAMPLES,
        sample.peers(),
        sample.known(),
        sample.residentKib(),
        sample.heapKib(),
        crowd.answered(),
        crowd.missed(),
        crowd.visits());
  }

  private double average(int from, int to) {
    return samples.subList(from, to).stream()
        .mapToLong(Sample::residentKib)
        .average()
        .orElseThrow();
  }
}
