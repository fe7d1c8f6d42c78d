package dev.mossspore.abuse;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Attacks of five seconds each, or as many as {@code -Dmossspore.abuse.seconds} says, beside honest
 * peers who must not notice.
 */
@Tag("net")
class AbuseTest {
  private static final double ADMITTED = 0.95;
  private static final double COUNTED = 0.9;

  /** What {@code conf/jvm.options} allows; here the honest peers share it. */
  private static final long DIRECT_KIB = 32 << 10;

  static List<Attack> attacks() {
    return List.of(
        new FirstMessages(),
        new RandomDatagrams(),
        new BadFrames(),
        new StalledFrames(),
        new SlowLoris(),
        new HalfHandshakes());
  }

  /** A node that has just been started computes many times slower, and is not what is judged. */
  @BeforeAll
  static void warmUp() throws IOException {
    try (Victim victim = new Victim();
        Crowd crowd = new Crowd(victim.address())) {
      crowd.rehearse();
    }
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void honestPeersDoNotNotice(Attack attack) throws IOException {
    Siege siege = Siege.of(attack);
    String figures = siege.toString();
    assertAll(
        () -> assertEquals(0, siege.pings().failed(), () -> "a ping was missed: " + figures),
        () -> assertAdmitted("UDP", siege.udp(), figures),
        () -> assertAdmitted("TCP", siege.tcp(), figures),
        () ->
            assertTrue(
                siege.refused() >= siege.attempts() * COUNTED,
                () -> "refusals are not counted: " + figures),
        () ->
            assertTrue(
                siege.peakDirectKib() < DIRECT_KIB, () -> "too much direct memory: " + figures),
        () -> assertTrue(siege.returned(), () -> "resources do not return: " + figures));
  }

  private static void assertAdmitted(String carrier, Tally dials, String figures) {
    assertTrue(
        dials.succeeded() >= dials.begun() * ADMITTED,
        () -> "too few newcomers over " + carrier + ": " + figures);
  }
}
