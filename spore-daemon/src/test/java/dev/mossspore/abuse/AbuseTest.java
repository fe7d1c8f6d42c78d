package dev.mossspore.abuse;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
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
  /**
   * Of a few newcomers on a busy machine some are late for their handshakes without any attack; one
   * that has its way keeps out nearly all.
   */
  private static final double ADMITTED = Siege.LONG ? 0.95 : 0.6;

  private static final double COUNTED = 0.9;

  /** Ids of all that have ever visited the victim; over UDP it takes a while to miss them. */
  private static final Set<String> HONEST = ConcurrentHashMap.newKeySet();

  private static Victim victim;

  static List<Attack> attacks() {
    return List.of(
        new FirstMessages(),
        new RandomDatagrams(),
        new BadFrames(),
        new StalledFrames(),
        new SlowLoris(),
        new HalfHandshakes());
  }

  /**
   * A node that has just been started computes many times slower and has not taken what any load
   * makes it keep; that is not what is judged.
   */
  @BeforeAll
  static void warmUp() throws IOException {
    victim = new Victim();
    try (Crowd crowd = new Crowd(victim.address(), HONEST)) {
      crowd.rehearse();
    }
  }

  @AfterAll
  static void end() throws IOException {
    victim.close();
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void honestPeersDoNotNotice(Attack attack) throws IOException {
    Siege siege = Siege.of(victim, HONEST, attack);
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
                siege.after().within(siege.before()), () -> "resources do not return: " + figures));
  }

  private static void assertAdmitted(String carrier, Tally dials, String figures) {
    assertTrue(
        dials.succeeded() >= dials.begun() * ADMITTED,
        () -> "too few newcomers over " + carrier + ": " + figures);
  }
}
