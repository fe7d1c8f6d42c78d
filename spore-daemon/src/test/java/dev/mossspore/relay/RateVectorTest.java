package dev.mossspore.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mossspore.base.TokenBucket;
import dev.mossspore.testing.Vectors;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("wire")
class RateVectorTest {
  private static final JsonNode FILE = Vectors.file("relay/token_bucket");

  static List<JsonNode> sequences() {
    return StreamSupport.stream(FILE.path("sequences").spliterator(), false).toList();
  }

  static List<JsonNode> limits() {
    return StreamSupport.stream(FILE.path("config").spliterator(), false).toList();
  }

  @ParameterizedTest
  @MethodSource("sequences")
  void theBucketAllowsWhatTheReferencesAllows(JsonNode sequence) {
    TokenBucket bucket =
        new TokenBucket(
            sequence.path("capacity_bytes").asLong(),
            sequence.path("refill_bytes_per_sec").asLong(),
            0);
    long now = 0;
    for (JsonNode op : sequence.path("ops")) {
      now += Duration.ofMillis(op.path("advance_ms").asLong()).toNanos();
      assertEquals(
          op.path("allowed").asBoolean(),
          bucket.tryTake(op.path("size").asLong(), now),
          op::toString);
    }
  }

  @ParameterizedTest
  @MethodSource("limits")
  void theLimitOfASenderIsCountedAsTheReferenceDoes(JsonNode vector) {
    PeerLimit limit =
        PeerLimit.of(
            vector.path("relay_max_bandwidth_kbps").asInt(),
            vector.path("rate_limit_burst").asLong(),
            vector.path("rate_limit_sustained").asLong());
    assertEquals(vector.path("burst_bytes").asLong(), limit.burst());
    assertEquals(vector.path("sustained_bytes_per_sec").asLong(), limit.perSecond());
  }
}
