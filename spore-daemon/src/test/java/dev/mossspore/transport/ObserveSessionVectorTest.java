package dev.mossspore.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mossspore.base.HostPort;
import dev.mossspore.crypto.Credentials;
import dev.mossspore.crypto.HandshakeException;
import dev.mossspore.testing.Vectors;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who is answered and whose answer counts, by the real machine. */
@Tag("wire")
class ObserveSessionVectorTest {
  private static final InetSocketAddress REMOTE = ScriptedPeer.endpoint("198.51.100.20", 40_002);
  private static final byte[] TOKEN = new byte[Observe.TOKEN_LENGTH];

  private final ScriptedPeer peer = new ScriptedPeer(2);

  static List<JsonNode> requests() {
    return cases("request_payload");
  }

  static List<JsonNode> responses() {
    return cases("response_payload");
  }

  private static List<JsonNode> cases(String input) {
    return Vectors.cases("transport/observe").stream()
        .filter(vector -> vector.path("inputs").has(input))
        .toList();
  }

  @Test
  void everyCaseButTheExchangeIsOfAKnownKind() {
    assertEquals(
        Vectors.cases("transport/observe").size() - 1, requests().size() + responses().size());
  }

  @ParameterizedTest
  @MethodSource("requests")
  void onlyAProperRequestWithASessionIsAnswered(JsonNode vector) throws HandshakeException {
    JsonNode inputs = vector.path("inputs");
    JsonNode outputs = vector.path("outputs");
    HostPort address = HostPort.parse(inputs.path("requester_endpoint").asText());
    InetSocketAddress requester = ScriptedPeer.endpoint(address.host(), address.port());
    UdpBench bench = UdpBench.ofSeed(1);
    if (inputs.path("session_exists").asBoolean()) {
      establish(bench, requester);
    }
    bench.receive(
        requester, peer.seal(DatagramKind.OBSERVE_REQUEST, Vectors.hex(inputs, "request_payload")));
    if (outputs.path("result").asText().equals("answered")) {
      UdpBench.Sent response = bench.takeOne();
      assertEquals(requester, response.to());
      assertEquals(outputs.path("response_kind").asInt(), response.kind());
      assertArrayEquals(Vectors.hex(outputs, "response_payload"), response.payload());
    } else {
      assertEquals(List.of(), bench.take());
      assertEquals(1, bench.drops(DatagramDrop.OBSERVE_UNEXPECTED));
    }
  }

  /** The reference hands up one text that is no address; we go on waiting for one. */
  @ParameterizedTest
  @MethodSource("responses")
  void onlyAnAnswerToOurQuestionCounts(JsonNode vector) throws HandshakeException {
    JsonNode inputs = vector.path("inputs");
    byte[] payload = Vectors.hex(inputs, "response_payload");
    boolean asked = inputs.path("pending_token").asBoolean();
    UdpBench bench = drawing(Arrays.copyOf(payload, Observe.TOKEN_LENGTH));
    establish(bench, REMOTE);
    CompletableFuture<HostPort> answer = new CompletableFuture<>();
    if (asked) {
      answer = bench.observe(REMOTE);
      assertArrayEquals(Arrays.copyOf(payload, Observe.TOKEN_LENGTH), bench.takeOne().payload());
    }
    bench.receive(REMOTE, peer.seal(DatagramKind.OBSERVE_RESPONSE, payload));
    boolean accepted =
        vector.path("outputs").path("result").asText().equals("accepted")
            && !vector.path("name").asText().equals("resp-17");
    assertEquals(accepted, answer.isDone());
    assertEquals(accepted ? 0 : 1, bench.drops(DatagramDrop.OBSERVE_UNEXPECTED));
    if (accepted) {
      assertEquals(vector.path("outputs").path("observed").asText(), answer.join().toString());
    }
  }

  @Test
  void theSameQuestionIsRepeatedUntilItIsGivenUp() throws HandshakeException {
    UdpBench bench = drawing(TOKEN);
    establish(bench, REMOTE);
    var answer = bench.observe(REMOTE);
    bench.advance(Duration.ofMillis(749));
    assertFalse(answer.isDone());
    bench.advance(Duration.ofMillis(1));
    assertEquals(DialException.Reason.CONNECT, failure(answer));
    bench.advance(Duration.ofSeconds(10));
    List<UdpBench.Sent> questions = bench.take();
    assertEquals(
        IntStream.range(0, 10).mapToObj(i -> Duration.ofMillis(75L * i)).toList(),
        questions.stream().map(UdpBench.Sent::at).toList());
    questions.forEach(question -> assertArrayEquals(TOKEN, question.payload()));
  }

  @Test
  void anAnswerFromAnotherEndpointIsIgnored() throws HandshakeException {
    UdpBench bench = drawing(TOKEN);
    establish(bench, REMOTE);
    var answer = bench.observe(REMOTE);
    byte[] response =
        peer.seal(
            DatagramKind.OBSERVE_RESPONSE,
            Observe.response(ByteBuffer.wrap(TOKEN), ScriptedPeer.endpoint("192.0.2.10", 40_001)));
    bench.receive(ScriptedPeer.endpoint("198.51.100.20", 40_003), response);
    assertFalse(answer.isDone());
    bench.receive(REMOTE, response);
    assertEquals(new HostPort("192.0.2.10", 40_001), answer.join());
  }

  @Test
  void thereIsNoQuestionWithoutASession() {
    UdpBench bench = drawing(TOKEN);
    assertEquals(DialException.Reason.CONNECT, failure(bench.observe(REMOTE)));
    assertEquals(List.of(), bench.take());
  }

  @Test
  void closingEndsTheQuestion() throws HandshakeException {
    UdpBench bench = drawing(TOKEN);
    establish(bench, REMOTE);
    var answer = bench.observe(REMOTE);
    bench.close();
    assertEquals(DialException.Reason.CONNECT, failure(answer));
  }

  private void establish(UdpBench bench, InetSocketAddress remote) throws HandshakeException {
    bench.receive(remote, peer.init(null));
    bench.receive(remote, peer.done(bench.takeOne()));
    assertEquals(1, bench.links().size());
  }

  private static UdpBench drawing(byte[] token) {
    SplittableRandom random = new SplittableRandom(1);
    return new UdpBench(
        Credentials.of(ScriptedPeer.identity(random), "moss/1"),
        () -> ScriptedPeer.keyPair(random),
        new ObfuscationCodec(ScriptedPeer.KEY, random),
        false,
        new RecordedRandom(token));
  }

  private static DialException.Reason failure(CompletableFuture<?> future) {
    return assertInstanceOf(DialException.class, future.exceptionNow()).reason();
  }
}
