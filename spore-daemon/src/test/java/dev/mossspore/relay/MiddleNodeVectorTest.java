package dev.mossspore.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mossspore.config.QuotaPeriod;
import dev.mossspore.crypto.Identity;
import dev.mossspore.event.EventKind;
import dev.mossspore.testing.Vectors;
import dev.mossspore.transport.CloseReason;
import dev.mossspore.wire.EnvelopeEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The recorded middle node, driven through a mesh. What is deliberately different is named in the
 * sets below and has tests of its own in {@link RelayTest}.
 */
@Tag("wire")
class MiddleNodeVectorTest {
  private static final JsonNode FILE = Vectors.file("relay/relay_middle_node");

  /** The reference forwards these; ours refuses them, and its sessions stay as they are. */
  private static final Set<String> REFUSED_BY_US =
      Set.of(
          "second close",
          "accept for an unknown session",
          "close by an uninvolved peer",
          "same session id with other endpoints");

  /** One refusal of data is no overload of ours: it withdraws no offer. */
  private static final Set<String> WITHOUT_OVERLOAD =
      Set.of("token bucket and overload", "refused data does not refresh");

  static List<JsonNode> scenarios() {
    return StreamSupport.stream(FILE.path("scenarios").spliterator(), false).toList();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void carriesAsRecorded(JsonNode scenario) {
    JsonNode config = scenario.path("config");
    MeshBench bench =
        new MeshBench(
            Parties.of(FILE, "R"),
            new RelaySettings(
                true,
                1 << 30,
                config.path("relay_max_bandwidth_kbps").asInt(),
                config.path("relay_max_sessions").asInt(),
                Duration.ofSeconds(config.path("relay_session_ttl_sec").asLong()),
                Duration.ofSeconds(config.path("supernode_min_uptime_sec").asLong()),
                0,
                QuotaPeriod.MONTH));
    JsonNode start = scenario.path("start");
    bench.advance(Duration.ofSeconds(start.path("uptime_sec").asLong()));
    start.path("direct_peers").forEach(name -> bench.connect(party(name.asText())));
    bench.tick();
    bench.takeEvents();
    // Ours tells of two changes in ten seconds at most.
    bench.advance(Duration.ofSeconds(10));
    boolean overload = !WITHOUT_OVERLOAD.contains(scenario.path("name").asText());
    boolean active = true;
    for (JsonNode step : scenario.path("steps")) {
      bench.takeSent();
      run(bench, step);
      boolean expected =
          overload ? step.path("after").path("supernode_active").asBoolean() : active;
      assertEquals(expected, bench.relay().status().offered(), step::toString);
      assertEquals(
          sent(step, overload && expected != active),
          sent(bench, expected != active),
          step::toString);
      assertEquals(events(step, overload), bench.takeEvents(), step::toString);
      if (!REFUSED_BY_US.contains(step.path("step").asText())) {
        assertEquals(
            step.path("after").path("slots_in_use").asInt(),
            bench.relay().carried(),
            step::toString);
      }
      active = expected;
      acceptIdle(bench, scenario, step);
    }
  }

  private static void run(MeshBench bench, JsonNode step) {
    if (step.has("envelope_json")) {
      bench
          .link(party(step.path("from").asText()).peerId())
          .arrive(step.path("envelope_json").asText());
    } else if (step.has("advance_ms")) {
      bench.advance(Duration.ofMillis(step.path("advance_ms").asLong()));
      bench.tick();
    } else {
      assertEquals("B's direct session ends", step.path("step").asText());
      bench.link(party("B").peerId()).close(CloseReason.REMOTE_CLOSED);
    }
  }

  /** A session that is never accepted ends after 30 seconds here, so this one is accepted. */
  private static void acceptIdle(MeshBench bench, JsonNode scenario, JsonNode step) {
    if (scenario.path("name").asText().equals("idle expiry")
        && step.path("envelope_json").asText().contains("relay_request")) {
      bench
          .link(party("B").peerId())
          .arrive(
              "{\"type\":\"relay_accept\",\"relay_session\":\"%s\",\"relay_source\":\"%s\",\"relay_target\":\"%s\"}"
                  .formatted("1".repeat(32), party("B").peerId().hex(), party("A").peerId().hex()));
    }
  }

  /** What is sent, without pings, and without announcements that were not caused by the step. */
  private static Set<String> sent(MeshBench bench, boolean announcements) {
    Set<String> all = new TreeSet<>();
    bench
        .takeSent()
        .forEach(
            (to, envelopes) ->
                envelopes.stream()
                    .filter(
                        envelope ->
                            envelope.type().startsWith("relay_")
                                || (announcements && !envelope.type().equals("ping")))
                    .forEach(
                        envelope ->
                            all.add(to + new String(EnvelopeEncoder.encode(envelope), UTF_8))));
    return all;
  }

  private static Set<String> sent(JsonNode step, boolean announcements) {
    Set<String> all = new TreeSet<>();
    if (REFUSED_BY_US.contains(step.path("step").asText())) {
      return all;
    }
    for (JsonNode sent : step.path("sent")) {
      String text = sent.path("envelope_json").asText();
      if (announcements || text.startsWith("{\"type\":\"relay_")) {
        all.add(party(sent.path("to").asText()).peerId() + text);
      }
    }
    return all;
  }

  private static List<Integer> events(JsonNode step, boolean overload) {
    List<Integer> codes = new ArrayList<>();
    for (JsonNode event : step.path("events")) {
      int code = event.path("event").asInt();
      if (overload || code == EventKind.PEER_LEFT.code()) {
        codes.add(code);
      }
    }
    return codes;
  }

  private static Identity party(String name) {
    return Parties.of(FILE, name);
  }
}
