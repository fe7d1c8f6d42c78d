package dev.mossspore.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mossspore.base.Backoff;
import dev.mossspore.base.HostPort;
import dev.mossspore.base.PeerId;
import dev.mossspore.discovery.Capabilities;
import dev.mossspore.discovery.PeerFacts;
import dev.mossspore.mesh.DialPolicy.Situation;
import dev.mossspore.testing.Vectors;
import dev.mossspore.wire.Blob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("wire")
class DialPolicyVectorTest {
  private static final long SECOND = 1_000_000_000L;

  static List<JsonNode> cases() {
    return Vectors.cases("discovery/dial_policy");
  }

  @Test
  void theFileHoldsNoOtherKinds() {
    Map<String, Long> kinds =
        cases().stream()
            .collect(
                Collectors.groupingBy(
                    vector -> vector.path("name").asText().split("[:(,]", 2)[0].strip(),
                    Collectors.counting()));
    assertEquals(
        Map.of(
            "per-peer dial backoff", 13L,
            "direct dial budgets", 12L,
            "dial targets", 10L,
            "bootstrap seed selection", 1L,
            "duplicate session", 6L),
        kinds);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void decidesWhatWasRecorded(JsonNode vector) {
    JsonNode in = vector.path("inputs");
    JsonNode out = vector.path("outputs");
    switch (vector.path("name").asText().split(" ", 2)[0]) {
      case "per-peer" -> backoff(in, out);
      case "direct" -> budgets(in, out);
      case "dial" -> targets(in, out);
      case "bootstrap" -> seeds(in, out);
      case "duplicate" -> duplicates(in, out);
      default -> throw new IllegalArgumentException(vector.toString());
    }
  }

  @Test
  void theGossipVectorsHaveTheSameWaits() {
    JsonNode waits = Vectors.file("gossip/budgets").path("redial_backoff_base_5s");
    assertEquals(9, waits.size());
    Backoff backoff = DialHistory.backoff(Duration.ofSeconds(5), Duration.ofSeconds(1));
    waits.forEach(
        wait ->
            assertEquals(
                Duration.ofSeconds(wait.path("backoff_s").asLong()),
                backoff.longest(wait.path("failures").asInt())));
  }

  private static void backoff(JsonNode in, JsonNode out) {
    Backoff backoff =
        DialHistory.backoff(Duration.ofMillis(in.path("base_ms").asLong()), Duration.ofSeconds(1));
    assertEquals(
        out.path("backoff_ms").asLong(), backoff.longest(in.path("failures").asInt()).toMillis());
  }

  private static void budgets(JsonNode in, JsonNode out) {
    Capabilities told =
        new Capabilities(
            in.path("nat_type").asText(), in.path("public_reachable").asBoolean(), false);
    DialBudget budget =
        DialBudget.of(
            new PeerFacts(
                in.path("addr").asText(),
                false,
                false,
                in.path("lan").asBoolean(),
                false,
                told,
                false,
                Blob.EMPTY,
                null,
                null));
    Duration remaining = Duration.ofMillis(in.path("remaining_ms").asLong());
    assertEquals(out.path("short_probe").asBoolean(), budget.shortProbe());
    assertEquals(out.path("external_refresh_ms").asLong(), budget.refresh(remaining).toMillis());
    assertEquals(out.path("initial_dial_ms").asLong(), budget.first(remaining).toMillis());
    assertEquals(out.path("final_dial_ms").asLong(), budget.last(remaining).toMillis());
  }

  private static void targets(JsonNode in, JsonNode out) {
    DialHistory history =
        new DialHistory(Duration.ofSeconds(in.path("handshake_timeout_s").asLong()), () -> 0);
    List<DialCandidate> known = new ArrayList<>();
    for (JsonNode peer : in.path("known")) {
      known.add(candidate(peer));
      remember(history, peer);
    }
    List<DialCandidate> connected = new ArrayList<>();
    in.path("connected").forEach(peer -> connected.add(candidate(peer)));
    known.addAll(connected);
    Set<PeerId> ids = connected.stream().map(DialCandidate::id).collect(Collectors.toSet());
    Situation situation =
        new Situation(
            in.path("local_public_reachable").asBoolean(),
            in.path("max_peers").asInt() - connected.size(),
            (int) connected.stream().filter(DialCandidate::relayCapable).count(),
            ids::contains);
    DialPolicy policy =
        new DialPolicy(
            PeerId.parse(in.path("local_peer_id").asText()),
            in.path("d_out").asInt(),
            history,
            new DialsInFlight(new DialCounters()));
    assertEquals(
        texts(out.path("selected_in_order")),
        policy.select(known, situation, 0).stream().map(peer -> peer.id().hex()).toList());
  }

  /** Plays the peer's past: its failures, all at the time of its last dial; 0 is never dialled. */
  private static void remember(DialHistory history, JsonNode peer) {
    PeerId id = PeerId.parse(peer.path("id").asText());
    long lastDial = -peer.path("last_dial_ago_s").asLong() * SECOND;
    if (lastDial < 0) {
      history.began(id, lastDial);
    }
    for (int i = 0; i < peer.path("failures").asInt(); i++) {
      history.ended(id, false, lastDial);
    }
  }

  private static DialCandidate candidate(JsonNode peer) {
    String address = peer.path("addr").asText();
    return new DialCandidate(
        PeerId.parse(peer.path("id").asText()),
        address.isEmpty() ? null : HostPort.parse(address),
        peer.path("verified").asBoolean(),
        peer.path("third_party_dialable").asBoolean(),
        peer.path("bootstrap").asBoolean(),
        peer.path("public_reachable").asBoolean(),
        peer.path("relay_capable").asBoolean(),
        -peer.path("last_seen_ago_s").asLong() * SECOND,
        peer.path("score").asDouble());
  }

  /**
   * The order of seeds is ours (chapter 04 section 12.6): never tried before tried, longest untried
   * first. The reference takes .11, .12 and .14, then .15; so its smallest texts, while dead, keep
   * all others waiting. Who is eligible, how many are taken and what is left is as recorded.
   */
  private static void seeds(JsonNode in, JsonNode out) {
    DialsInFlight inFlight = new DialsInFlight(new DialCounters());
    SeedTable seeds =
        new SeedTable(
            Duration.ofSeconds(in.path("handshake_timeout_s").asLong()),
            () -> 0,
            inFlight,
            new DialCounters());
    Map<Long, List<HostPort>> byAge = new TreeMap<>(Collections.reverseOrder());
    in.path("seed_age_s")
        .properties()
        .forEach(
            seed ->
                byAge
                    .computeIfAbsent(seed.getValue().asLong(), age -> new ArrayList<>())
                    .add(HostPort.parse(seed.getKey())));
    byAge.forEach(
        (age, addresses) -> addresses.forEach(address -> seeds.offer(address, -age * SECOND)));
    in.path("last_dial_ago_s")
        .properties()
        .forEach(
            seed ->
                seeds.ended(
                    HostPort.parse(seed.getKey()), false, -seed.getValue().asLong() * SECOND));

    Set<HostPort> skip = new HashSet<>();
    texts(in.path("connected")).forEach(address -> skip.add(HostPort.parse(address)));
    skip.add(HostPort.parse(in.path("own_addr").asText()));
    int dialsPerTick = in.path("d_out").asInt();
    List<String> firstTick = texts(seeds.select(dialsPerTick, skip, 0));
    List<String> secondTick = texts(seeds.select(dialsPerTick, skip, 0));
    assertEquals(List.of("198.51.100.12:1", "198.51.100.14:1", "198.51.100.15:1"), firstTick);
    assertEquals(List.of("198.51.100.11:1"), secondTick);
    assertEquals(
        union(texts(out.path("first_tick")), texts(out.path("second_tick_immediately_after"))),
        union(firstTick, secondTick));
    assertEquals(
        Set.copyOf(texts(out.path("seeds_left"))),
        byAge.values().stream()
            .flatMap(List::stream)
            .filter(seeds::holds)
            .map(HostPort::toString)
            .collect(Collectors.toSet()));
  }

  private static void duplicates(JsonNode in, JsonNode out) {
    boolean replaces =
        DuplicateRule.replaces(
            filled(in.path("local_id").asText()),
            filled(in.path("remote_id").asText()),
            new DuplicateRule.Session(true, in.path("existing_outbound").asBoolean()),
            0,
            new DuplicateRule.Session(true, in.path("new_outbound").asBoolean()));
    assertEquals(out.path("replace_existing").asBoolean(), replaces);
  }

  private static PeerId filled(String octet) {
    byte[] key = new byte[PeerId.LENGTH];
    Arrays.fill(key, (byte) Integer.parseInt(octet, 16));
    return PeerId.of(key);
  }

  private static Set<String> union(List<String> a, List<String> b) {
    Set<String> union = new HashSet<>(a);
    union.addAll(b);
    return union;
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  private static List<String> texts(List<HostPort> addresses) {
    return addresses.stream().map(HostPort::toString).toList();
  }
}
