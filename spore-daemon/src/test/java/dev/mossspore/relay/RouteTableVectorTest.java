package dev.mossspore.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mossspore.config.QuotaPeriod;
import dev.mossspore.mesh.PeerSlot;
import dev.mossspore.testing.Vectors;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reference's slot table, which our route table is too: here all sessions are accepted. */
@Tag("wire")
class RouteTableVectorTest {
  private final PeerSlot target = Slots.peer(0);
  private final Map<String, PeerSlot> initiators = new HashMap<>();

  static List<JsonNode> sequences() {
    JsonNode file = Vectors.file("relay/session_manager");
    return StreamSupport.stream(file.path("sequences").spliterator(), false).toList();
  }

  @ParameterizedTest
  @MethodSource("sequences")
  void keepsSlotsAsRecorded(JsonNode sequence) {
    RouteTable table =
        new RouteTable(
            new RelaySettings(
                true,
                1,
                0,
                sequence.path("max_sessions").asInt(),
                Duration.ofMillis(sequence.path("ttl_ms").asLong()),
                Duration.ZERO,
                0,
                QuotaPeriod.MONTH),
            new RelayCounters());
    long now = 0;
    for (JsonNode op : sequence.path("ops")) {
      now += Duration.ofMillis(op.path("advance_ms").asLong()).toNanos();
      assertEquals(op.path("result").asText(), result(table, op, now), op::toString);
    }
  }

  private String result(RouteTable table, JsonNode op, long now) {
    String id = op.path("id").asText();
    Route route = table.find(id);
    return switch (op.path("op").asText()) {
      case "acquire" -> {
        PeerSlot initiator =
            initiators.computeIfAbsent(id, any -> Slots.peer(initiators.size() + 1));
        RouteTable.Opening opening = table.open(id, initiator, target, now);
        if (opening instanceof RouteTable.Carried carried) {
          carried.route().accepted();
        }
        yield String.valueOf(opening instanceof RouteTable.Carried);
      }
      case "touch" -> {
        if (route != null) {
          route.carried(target, 0, now);
        }
        yield "";
      }
      case "release" -> {
        if (route != null) {
          table.close(route);
        }
        yield "";
      }
      case "active" -> {
        table.sweep(now);
        yield String.valueOf(table.find(id) != null);
      }
      case "count" -> {
        table.sweep(now);
        yield String.valueOf(table.size());
      }
      default -> throw new IllegalArgumentException(op.toString());
    };
  }
}
