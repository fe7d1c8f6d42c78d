package dev.mossspore.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mossspore.testing.Vectors;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("wire")
class ReadinessVectorTest {
  private static final JsonNode FILE = Vectors.file("relay/supernode_ready");

  static List<JsonNode> cases() {
    return StreamSupport.stream(FILE.path("cases").spliterator(), false).toList();
  }

  static List<JsonNode> cooldowns() {
    return StreamSupport.stream(FILE.path("overload_cooldown").spliterator(), false).toList();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isReadyWhenTheReferenceIs(JsonNode vector) {
    int limit = vector.path("relay_max_sessions").asInt();
    Readiness readiness =
        new Readiness(
            true,
            false,
            false,
            vector.path("nat_type").asText(),
            vector.path("public_reachable").asBoolean(),
            Duration.ofMillis(vector.path("uptime_ms").asLong()),
            Duration.ofSeconds(vector.path("supernode_min_uptime_sec").asLong()),
            limit > 0 && vector.path("relay_sessions").asInt() >= limit,
            vector.path("overloaded_until_minus_now_ms").asLong() > 0);
    assertEquals(vector.path("ready").asBoolean(), readiness.blockers().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("cooldowns")
  void theFirstCooldownIsTheReferences(JsonNode vector) {
    assertEquals(
        Duration.ofMillis(vector.path("cooldown_ms").asLong()),
        Overload.first(Duration.ofMillis(vector.path("heartbeat_ms").asLong())));
  }
}
