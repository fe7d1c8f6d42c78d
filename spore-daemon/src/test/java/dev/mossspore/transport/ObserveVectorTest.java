package dev.mossspore.transport;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mossspore.base.HostPort;
import dev.mossspore.testing.Vectors;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The payloads; {@link ObserveSessionVectorTest} has who is answered and whose answer counts. */
@Tag("wire")
class ObserveVectorTest {
  static List<JsonNode> exchanges() {
    return cases("datagrams");
  }

  static List<JsonNode> answered() {
    return cases("response_payload");
  }

  static List<JsonNode> responses() {
    return Vectors.cases("transport/observe").stream()
        .filter(vector -> vector.path("inputs").has("response_payload"))
        .toList();
  }

  private static List<JsonNode> cases(String output) {
    return Vectors.cases("transport/observe").stream()
        .filter(vector -> vector.path("outputs").has(output))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void theExchangeIsTheRecordedOne(JsonNode vector) {
    JsonNode inputs = vector.path("inputs");
    JsonNode request = vector.path("outputs").path("datagrams").path(0);
    JsonNode response = vector.path("outputs").path("datagrams").path(1);
    byte[] token = Vectors.hex(request, "payload");
    assertEquals(Observe.TOKEN_LENGTH, token.length);
    assertArrayEquals(
        Vectors.hex(request, "datagram"),
        seal(inputs, DatagramKind.OBSERVE_REQUEST, token, request));
    byte[] payload = Observe.response(ByteBuffer.wrap(token), requester(inputs));
    assertArrayEquals(Vectors.hex(response, "payload"), payload);
    assertArrayEquals(
        Vectors.hex(response, "datagram"),
        seal(inputs, DatagramKind.OBSERVE_RESPONSE, payload, response));
    assertEquals(
        vector.path("outputs").path("observed").asText(),
        requireNonNull(Observe.observed(ByteBuffer.wrap(payload))).toString());
  }

  @ParameterizedTest
  @MethodSource("answered")
  void aResponseIsTokenAndAddress(JsonNode vector) {
    JsonNode inputs = vector.path("inputs");
    JsonNode outputs = vector.path("outputs");
    assertEquals(DatagramKind.OBSERVE_RESPONSE.number(), outputs.path("response_kind").asInt());
    assertArrayEquals(
        Vectors.hex(outputs, "response_payload"),
        Observe.response(
            ByteBuffer.wrap(Vectors.hex(inputs, "request_payload")), requester(inputs)));
  }

  /** The reference hands up one text that is no address; we do not. */
  @ParameterizedTest
  @MethodSource("responses")
  void onlyAnAddressIsHandedUp(JsonNode vector) {
    HostPort observed =
        Observe.observed(ByteBuffer.wrap(Vectors.hex(vector.path("inputs"), "response_payload")));
    String name = vector.path("name").asText();
    if (name.equals("resp-16") || name.equals("resp-17")) {
      assertNull(observed);
    } else {
      assertEquals(new HostPort("192.0.2.10", 40_001), observed);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0:0", "255.255.255.255:65535"})
  void theOneSpellingIsRead(String text) {
    assertEquals(HostPort.parse(text), observed(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "192.0.2.010:1",
        "192.0.2.1:01",
        "192.0.2.1:",
        "192.0.2.1:65536",
        "192.0.2.256:1",
        "192.0.2:1",
        "0x7f.0.0.1:1",
        "2130706433:1",
        "[192.0.2.1]:1",
        "[::1]:1",
        "localhost:1",
        ":1",
        "192.0.2.1:1 ",
        "192.0.2.1:1\u0000",
        "192.0.2.\u00b2:1",
        "255.255.255.255:655350"
      })
  void anyOtherSpellingIsNot(String text) {
    assertNull(observed(text));
  }

  private static @Nullable HostPort observed(String text) {
    byte[] address = text.getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer payload = ByteBuffer.allocate(3 + Observe.TOKEN_LENGTH + address.length);
    return Observe.observed(
        payload.position(3 + Observe.TOKEN_LENGTH).put(address).flip().position(3));
  }

  private static InetSocketAddress requester(JsonNode inputs) {
    HostPort address = HostPort.parse(inputs.path("requester_endpoint").asText());
    return new InetSocketAddress(Inet4Address.ofLiteral(address.host()), address.port());
  }

  private static byte[] seal(
      JsonNode inputs, DatagramKind kind, byte[] payload, JsonNode datagram) {
    return new ObfuscationCodec(Vectors.hex(inputs, "obfs_key"), new RecordedRandom())
        .seal(kind, payload, Vectors.hex(datagram, "padding"), Vectors.hex(datagram, "obfs_nonce"));
  }
}
