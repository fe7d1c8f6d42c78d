package dev.mossspore.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mossspore.base.HostPort;
import dev.mossspore.testing.Vectors;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("wire")
class AddressRulesVectorTest {
  private static final int LISTEN_PORT = 41_030;
  private static final List<AddressRank> RANKS =
      List.of(AddressRank.NONE, AddressRank.PRIVATE, AddressRank.CARRIER_NAT, AddressRank.PUBLIC);

  static List<JsonNode> cases() {
    return Vectors.cases("discovery/address_rules");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void decidesAsRecorded(JsonNode vector) {
    JsonNode in = vector.path("inputs");
    JsonNode out = vector.path("outputs");
    switch (vector.path("name").asText().replaceFirst(" ?[(:].*", "")) {
      case "rank" -> rank(in.path("addr").asText(), out);
      case "preferred address" ->
          assertEquals(
              out.path("chosen").asText(),
              AddressRules.preferred(text(in, "current"), text(in, "candidate")));
      case "freeze rule" ->
          assertEquals(
              out.path("frozen").asBoolean(),
              AddressRules.frozen(
                  in.path("direct").asBoolean() || in.path("verified").asBoolean(),
                  text(in, "current_addr"),
                  text(in, "candidate"),
                  text(in, "live_session_addr_if_self_announced")));
      case "third-party dialable" ->
          assertEquals(
              out.path("dialable").asBoolean(),
              AddressRules.thirdPartyDialable(text(in, "advertised"), text(in, "sender_addr")));
      case "observation history" -> history(in, out);
      case "local advertise host" -> interfaces(in, out);
      case "virtual interface name" ->
          assertEquals(out.path("virtual").asBoolean(), InterfaceChoice.virtual(text(in, "name")));
      case "advertised address and tracker port" -> advertised(in, out);
      default -> throw new AssertionError("unknown kind of case: " + vector.path("name"));
    }
  }

  private static void rank(String address, JsonNode out) {
    assertEquals(RANKS.get(out.path("rank").asInt()), AddressRank.of(address));
    assertEquals(out.path("is_loopback_advertisement").asBoolean(), AddressRules.loopback(address));
  }

  private static void history(JsonNode in, JsonNode out) {
    AddressHistory history = AddressHistory.EMPTY;
    for (String address : texts(in, "sequence")) {
      history = history.with(address);
    }
    assertEquals(texts(out, "history"), history.addresses());
  }

  private static void interfaces(JsonNode in, JsonNode out) {
    List<InetAddress> addresses =
        texts(in, "interface_addresses_in_order").stream()
            .map(prefix -> InetAddress.ofLiteral(prefix.replaceFirst("/.*", "")))
            .toList();
    Optional<String> expected =
        out.path("ok").asBoolean() ? Optional.of(text(out, "host")) : Optional.empty();
    assertEquals(expected, InterfaceChoice.best(addresses));
  }

  private static void advertised(JsonNode in, JsonNode out) {
    AdvertisedAddress choice =
        new AdvertisedAddress(Optional.empty(), Optional.empty(), LISTEN_PORT);
    String address =
        choice.toAnnounce(
            text(in, "external_address"),
            hostPorts(in, "connected_peer_addrs"),
            hostPorts(in, "static_peers"));
    assertEquals(text(out, "advertised_addr"), address);
    assertEquals(out.path("announce_port").asInt(), choice.announcePort(address));
  }

  private static List<HostPort> hostPorts(JsonNode node, String member) {
    return texts(node, member).stream().map(HostPort::parse).toList();
  }

  private static List<String> texts(JsonNode node, String member) {
    return StreamSupport.stream(node.path(member).spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }

  private static String text(JsonNode node, String member) {
    return node.path(member).asText();
  }
}
