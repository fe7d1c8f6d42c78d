package dev.mossspore.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.config.QuotaPeriod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The node's cap and the senders' shares, in made-up time: a step is a millisecond. */
@Tag("unit")
class NodeRateTest {
  private static final long MILLI = 1_000_000L;
  private static final int CAP = 1 << 20;

  private final NodeRate rate = new NodeRate(settings(0), 0);
  private final List<Load> loads = new ArrayList<>();
  private long now;

  /** A sender who offers packets of a size at an even rate, whatever becomes of them. */
  private static final class Load {
    private final SenderRate sender;
    private final int size;
    private final double perMilli;
    private double due;
    private long passed;

    private Load(SenderRate sender, int size, double perSecond) {
      this.sender = sender;
      this.size = size;
      this.perMilli = perSecond / 1000;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 1024, 16_384, 65_536})
  void aLonePairGetsTheCapAndNoMore(int size) {
    Load lone = add(size, 2 * CAP);
    run(30);
    assertShare(lone, 0.95, 1.04, 30.0 * CAP);
  }

  @ParameterizedTest
  @ValueSource(ints = {1024, 16_384})
  void fourEqualSendersGetAQuarterEach(int size) {
    for (int i = 0; i < 4; i++) {
      add(size, CAP / 2.0);
    }
    run(30);
    loads.forEach(load -> assertShare(load, 0.9, 1.1, 30.0 * CAP / 4));
  }

  @Test
  void whoComesLaterGetsItsShareAtOnce() {
    for (int count = 1; count <= 4; count++) {
      add(16_384, CAP);
      run(1);
      loads.forEach(load -> load.passed = 0);
      run(5);
      double share = 5.0 * CAP / count;
      loads.forEach(load -> assertShare(load, 0.9, 1.1, share));
    }
  }

  @Test
  void whoWantsLittleGetsItAndTheOthersShareTheRest() {
    Load little = add(512, CAP / 10.0);
    Load much = add(4096, CAP);
    Load more = add(4096, 4 * CAP);
    run(30);
    assertShare(little, 0.98, 1.0, 30.0 * CAP / 10);
    assertShare(much, 0.9, 1.1, 30 * 0.45 * CAP);
    assertShare(more, 0.9, 1.1, 30 * 0.45 * CAP);
  }

  @Test
  void aHundredPingingPairsTakeNothingFromAHeavyOne() {
    for (int i = 0; i < 100; i++) {
      add(120, 1000);
    }
    Load heavy = add(16_384, 2 * CAP);
    run(10);
    loads.subList(0, 100).forEach(load -> assertShare(load, 0.95, 1.0, 10_000));
    assertShare(heavy, 0.9, 1.1, 10.0 * (CAP - 100_000));
  }

  @Test
  void aRestedNodePassesOneSecondsWorthAtOnce() {
    Load burst = add(1024, 0);
    int passed = 0;
    while (rate.charge(burst.sender, 1024, now) == null) {
      passed += 1024;
    }
    assertTrue(passed <= CAP && passed >= CAP / 2, "passed " + passed);
  }

  @Test
  void aHardLimitHoldsOnAnIdleNode() {
    NodeRate limited = new NodeRate(settings(1), 0);
    SenderRate sender = limited.join(0);
    assertNull(limited.charge(sender, 1024, 0));
    assertEquals(DataDrop.PEER_LIMIT, limited.charge(sender, 1, 0));
    assertNull(limited.charge(sender, 256, Duration.ofSeconds(1).toNanos()));
    limited.configure(settings(0), Duration.ofSeconds(1).toNanos());
    assertNull(limited.charge(sender, 5000, Duration.ofSeconds(1).toNanos()));
  }

  private Load add(int size, double perSecond) {
    Load load = new Load(rate.join(now), size, perSecond);
    loads.add(load);
    return load;
  }

  private void run(int seconds) {
    for (int step = 0; step < seconds * 1000; step++) {
      now += MILLI;
      for (Load load : loads) {
        load.due += load.perMilli;
        while (load.due >= load.size) {
          load.due -= load.size;
          load.passed += rate.charge(load.sender, load.size, now) == null ? load.size : 0;
        }
      }
    }
  }

  private static void assertShare(Load load, double least, double most, double whole) {
    double part = load.passed / whole;
    assertTrue(part >= least && part <= most, () -> "got %.3f of its share".formatted(part));
  }

  private static RelaySettings settings(int perPeerKib) {
    return new RelaySettings(
        true, CAP, perPeerKib, 100, Duration.ofMinutes(30), Duration.ZERO, 0, QuotaPeriod.MONTH);
  }
}
