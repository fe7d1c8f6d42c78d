package dev.mossspore.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class ThroughputTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final long START = Long.MAX_VALUE - 5 * SECOND;

  private final Throughput throughput = new Throughput(START);
  private long now = START;
  private long sum;

  @Test
  void averagesOverWhatThereIsAndThenOverTenSeconds() {
    assertEquals(0, throughput.perSecond());
    second(1000);
    assertEquals(1000, throughput.perSecond());
    second(3000);
    assertEquals(2000, throughput.perSecond());
    for (int i = 0; i < 10; i++) {
      second(500);
    }
    assertEquals(500, throughput.perSecond(), "what is older than ten seconds counts no more");
  }

  @Test
  void fallsToNothingWhenNothingIsCarried() {
    second(1_000_000);
    for (int i = 0; i < 10; i++) {
      second(0);
    }
    assertEquals(0, throughput.perSecond());
  }

  private void second(long bytes) {
    now += SECOND;
    sum += bytes;
    throughput.read(sum, now);
  }
}
