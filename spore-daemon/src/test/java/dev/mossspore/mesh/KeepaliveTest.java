package dev.mossspore.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mossspore.mesh.Keepalive.Action;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class KeepaliveTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void aPeerThatAnswersIsPingedEvery15Seconds() {
    Keepalive keepalive = new Keepalive(0);
    List<Long> pings = new ArrayList<>();
    for (long second = 0; second <= 46; second++) {
      if (keepalive.tick(second * SECOND) == Action.PING) {
        keepalive.sent("id" + second, second * SECOND);
        keepalive.pong("id" + second, second * SECOND + SECOND / 4);
        pings.add(second);
      }
    }
    assertEquals(List.of(0L, 15L, 30L, 45L), pings);
    assertEquals(SECOND / 4, keepalive.roundTripNanos());
  }

  @Test
  void aSilentPeerIsGoneAfterSixMisses() {
    Keepalive keepalive = new Keepalive(0);
    long second = 0;
    Action action = keepalive.tick(0);
    while (action != Action.CLOSE && second < 100) {
      if (action == Action.PING) {
        keepalive.sent("id", second * SECOND);
      }
      second++;
      action = keepalive.tick(second * SECOND);
    }
    assertEquals(41, second);
    assertEquals(6, keepalive.misses());
  }

  @Test
  void exactlyFiveSecondsAreNoMiss() {
    Keepalive keepalive = new Keepalive(0);
    keepalive.sent("id", 0);
    assertEquals(Action.NOTHING, keepalive.tick(5 * SECOND));
    assertEquals(0, keepalive.misses());
    assertEquals(Action.NOTHING, keepalive.tick(5 * SECOND + 1));
    assertEquals(1, keepalive.misses());
    assertEquals(Action.PING, keepalive.tick(6 * SECOND));
  }

  @Test
  void onlyThePendingIdIsAnAnswer() {
    Keepalive keepalive = new Keepalive(0);
    keepalive.sent("id", 0);
    keepalive.tick(6 * SECOND);
    keepalive.sent("next", 6 * SECOND);
    keepalive.pong("id", 7 * SECOND);
    keepalive.pong("", 7 * SECOND);
    assertEquals(1, keepalive.misses());
    keepalive.pong("next", 7 * SECOND);
    assertEquals(0, keepalive.misses());
  }

  @Test
  void aSlowPeerThatFallsSilentIsTimedOutLikeAnyOther() {
    Keepalive keepalive = new Keepalive(0);
    keepalive.sent("slow", 0);
    keepalive.pong("slow", 4 * SECOND);
    assertEquals(Action.PING, keepalive.tick(19 * SECOND));
    keepalive.sent("lost", 19 * SECOND);
    keepalive.tick(25 * SECOND);
    assertEquals(1, keepalive.misses());
  }
}
