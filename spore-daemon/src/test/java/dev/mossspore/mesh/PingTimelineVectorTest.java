package dev.mossspore.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mossspore.testing.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Ours pings a peer that answers every 15 seconds, where the reference does so every second, and
 * drops one that fell silent when it was slow (chapter 03 section 8).
 */
@Tag("wire")
class PingTimelineVectorTest {
  private static final long MILLI = 1_000_000;
  private static final long NEVER = Long.MAX_VALUE;

  /** By the name of the case: after how many milliseconds the nth ping is answered. */
  private static final Map<String, IntToLongFunction> ANSWERS =
      Map.of(
          "healthy peer, 20 ms RTT", n -> 20,
          "peer that never answers", n -> NEVER,
          "peer that answers late (2.5 s)", n -> 2500,
          "peer that answers once late (2.5 s) and then goes silent", n -> n == 1 ? 2500 : NEVER,
          "answer after the 5 s timeout", n -> 6500,
          "five silent pings then healthy", n -> n <= 5 ? NEVER : 100);

  private static final Map<String, List<Integer>> OUR_PINGS =
      Map.of(
          "healthy peer, 20 ms RTT", List.of(1),
          "peer that answers late (2.5 s)", List.of(1),
          "five silent pings then healthy", List.of(1, 8, 15, 22, 29, 36, 51));

  private static final String SLOW_THEN_SILENT =
      "peer that answers once late (2.5 s) and then goes silent";

  private final List<Integer> pings = new ArrayList<>();
  private final List<Happening> timeline = new ArrayList<>();
  private int removedAt = -1;

  private record Happening(String event, int misses, double atSeconds) {}

  static List<JsonNode> cases() {
    return Vectors.cases("gossip/ping_timeline");
  }

  @Test
  void everyCaseIsPlayed() {
    assertEquals(
        ANSWERS.keySet(), Set.copyOf(cases().stream().map(PingTimelineVectorTest::name).toList()));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void keepsTheRecordedTimes(JsonNode vector) {
    play(vector);
    JsonNode out = vector.path("outputs");
    if (name(vector).equals(SLOW_THEN_SILENT)) {
      assertEquals(List.of(1, 16, 23, 30, 37, 44, 51), pings);
      assertEquals(57, removedAt);
      return;
    }
    List<Integer> recorded = new ArrayList<>();
    out.path("ping_times_s").forEach(at -> recorded.add(at.asInt()));
    assertEquals(OUR_PINGS.getOrDefault(name(vector), recorded), pings);
    assertEquals(out.path("removed_at_s").asInt(), removedAt);
    assertEquals(out.path("dial_failures_recorded").asInt() == 1, removedAt >= 0);
    List<Happening> events = new ArrayList<>();
    for (JsonNode event : out.path("timeline")) {
      events.add(
          new Happening(
              event.path("event").asText(),
              event.path("misses").asInt(),
              event.path("at_s").asDouble()));
    }
    assertEquals(events, timeline);
  }

  /** Ticks once a second from the first on; answers come in between. */
  private void play(JsonNode vector) {
    IntToLongFunction answer = ANSWERS.getOrDefault(name(vector), n -> NEVER);
    Keepalive keepalive = new Keepalive(0);
    List<Long> answers = new ArrayList<>();
    int end = vector.path("inputs").path("duration_s").asInt();
    for (int second : IntStream.rangeClosed(1, end).toArray()) {
      long now = second * 1000L;
      for (int n = 1; n <= answers.size(); n++) {
        if (answers.get(n - 1) > now - 1000 && answers.get(n - 1) <= now) {
          pong(keepalive, n, answers.get(n - 1));
        }
      }
      int misses = keepalive.misses();
      Keepalive.Action action = keepalive.tick(now * MILLI);
      if (action == Keepalive.Action.CLOSE) {
        removedAt = second;
        return;
      }
      if (keepalive.misses() > misses) {
        timeline.add(new Happening("miss", keepalive.misses(), second));
      }
      if (action == Keepalive.Action.PING) {
        pings.add(second);
        keepalive.sent("ping " + pings.size(), now * MILLI);
        long delay = answer.applyAsLong(pings.size());
        answers.add(delay == NEVER ? NEVER : now + delay);
      }
    }
  }

  private void pong(Keepalive keepalive, int n, long at) {
    int misses = keepalive.misses();
    keepalive.pong("ping " + n, at * MILLI);
    if (keepalive.misses() < misses) {
      timeline.add(new Happening("misses_reset", 0, at / 1000.0));
    }
  }

  private static String name(JsonNode vector) {
    return vector.path("name").asText();
  }
}
