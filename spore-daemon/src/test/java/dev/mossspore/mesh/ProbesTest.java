package dev.mossspore.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mossspore.base.HostPort;
import dev.mossspore.base.PeerId;
import dev.mossspore.discovery.Capabilities;
import dev.mossspore.testing.Vectors;
import dev.mossspore.transport.Carrier;
import dev.mossspore.wire.DecodeResult.Decoded;
import dev.mossspore.wire.Envelope;
import dev.mossspore.wire.EnvelopeDecoder;
import dev.mossspore.wire.EnvelopeEncoder;
import dev.mossspore.wire.EnvelopeType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("wire")
class ProbesTest {
  private static final long SECOND = 1_000_000_000L;
  private static final int OPEN = 4001;

  private final List<HostPort> dialled = new ArrayList<>();
  private final List<PeerSlot> connected = new ArrayList<>();
  private CompletableFuture<Boolean> answer = new CompletableFuture<>();
  private String ownAddress = "203.0.113.10:4001";
  private long now;
  private final ProbeResponder responder =
      new ProbeResponder(this::connects, Runnable::run, () -> now);
  private final ProbeRequester requester =
      new ProbeRequester(new Connected(), new Random(1), () -> now);

  static List<JsonNode> binding() {
    return StreamSupport.stream(file().path("binding").spliterator(), false).toList();
  }

  static List<JsonNode> reachability() {
    return StreamSupport.stream(file().path("reachability").spliterator(), false).toList();
  }

  private static JsonNode file() {
    return Vectors.file("nat/binding_and_reachability");
  }

  @ParameterizedTest
  @MethodSource("binding")
  void tellsWhereItSeesAPeer(JsonNode vector) {
    HostPort remote = HostPort.parse(vector.path("session_remote").asText());
    assertEquals(expected(vector), answers(remote, vector.path("request_json").asText()));
  }

  @ParameterizedTest
  @MethodSource("reachability")
  void dialsNobodyButTheVeryEndOfTheSession(JsonNode vector) {
    answer = CompletableFuture.completedFuture(!vector.toString().contains("CLOSED"));
    HostPort remote = HostPort.parse(port(vector.path("session_remote").asText()));
    assertEquals(expected(vector), answers(remote, port(vector.path("request_json").asText())));
    assertEquals(expected(vector).size(), dialled.size());
  }

  @Test
  void probesOneAtATimeAndSixAMinute() {
    FakeLink link = link(1, Carrier.TCP, false);
    PeerSlot peer = new PeerSlot(link);
    responder.received(peer, request("a"));
    responder.received(peer, request("b"));
    assertEquals(1, dialled.size());
    answer.complete(true);
    assertEquals(1, link.takeSent().size());
    for (int i = 0; i < 20; i++) {
      responder.received(peer, request("c"));
    }
    assertEquals(5, dialled.size());
    now += 60 * SECOND;
    for (int i = 0; i < 20; i++) {
      responder.received(peer, request("d"));
    }
    assertEquals(10, dialled.size());
  }

  @Test
  void probesEightInAll() {
    for (int i = 0; i < 20; i++) {
      responder.received(new PeerSlot(link(i, Carrier.TCP, false)), request("a"));
    }
    assertEquals(8, dialled.size());
  }

  @Test
  void isPublicOnceAPeerThatDialledSaysSo() {
    FakeLink dialler = join(1, Carrier.TCP, false);
    FakeLink dialledByUs = join(2, Carrier.TCP, true);
    requester.tick(now);
    assertEquals(List.of(), dialledByUs.takeSent());
    Envelope question = dialler.takeSent().getFirst();
    assertEquals("203.0.113.10:4001", question.advertisedAddr());
    requester.received(connected.getLast(), response(question, true));
    assertEquals(Reachability.UNKNOWN, requester.reachability());
    requester.received(connected.getFirst(), response(question, true));
    assertEquals(Reachability.PUBLIC, requester.reachability());
    ownAddress = "203.0.113.11:4001";
    assertEquals(Reachability.UNKNOWN, requester.reachability());
  }

  @Test
  void asksNobodyAboutAPrivateAddress() {
    ownAddress = "192.168.1.2:4001";
    FakeLink dialler = join(1, Carrier.UDP, true);
    requester.tick(now);
    assertEquals(List.of(), dialler.takeSent());
  }

  @Test
  void doubtsWhatIsDeniedForHalfAnHour() {
    FakeLink dialler = join(1, Carrier.UDP, true);
    requester.tick(now);
    requester.received(connected.getFirst(), response(dialler.takeSent().getFirst(), true));
    int denials = 0;
    while (requester.reachability().confirmed()) {
      now += SECOND;
      requester.tick(now);
      for (Envelope question : dialler.takeSent()) {
        denials++;
        requester.received(connected.getFirst(), response(question, false));
      }
    }
    assertEquals(1801, now / SECOND);
    assertEquals(81, denials);
  }

  private FakeLink join(int number, Carrier carrier, boolean outbound) {
    FakeLink link = link(number, carrier, outbound);
    connected.add(new PeerSlot(link));
    return link;
  }

  private static FakeLink link(int number, Carrier carrier, boolean outbound) {
    byte[] id = new byte[PeerId.LENGTH];
    id[0] = (byte) number;
    return new FakeLink(PeerId.of(id), carrier, outbound);
  }

  private List<String> answers(HostPort remote, String request) {
    FakeLink link = new FakeLink(PeerId.of(new byte[PeerId.LENGTH]), Carrier.TCP, false, remote);
    responder.received(
        new PeerSlot(link),
        ((Decoded) new EnvelopeDecoder().decode(request.getBytes(StandardCharsets.UTF_8)))
            .envelope());
    return link.takeSent().stream()
        .map(envelope -> new String(EnvelopeEncoder.encode(envelope), StandardCharsets.UTF_8))
        .toList();
  }

  private static List<String> expected(JsonNode vector) {
    return StreamSupport.stream(vector.path("sent").spliterator(), false)
        .map(sent -> sent.path("envelope_json").asText())
        .toList();
  }

  private static String port(String text) {
    return text.replace("OPEN", "" + OPEN).replace("CLOSED", "" + OPEN);
  }

  private static Envelope request(String id) {
    return Envelope.of(EnvelopeType.REACHABILITY_REQUEST)
        .requestId(id)
        .advertisedAddr("203.0.113.7:4001")
        .build();
  }

  private static Envelope response(Envelope question, boolean reachable) {
    return Envelope.of(EnvelopeType.REACHABILITY_RESPONSE)
        .requestId(question.requestId())
        .reachable(reachable)
        .build();
  }

  private CompletableFuture<Boolean> connects(HostPort target) {
    dialled.add(target);
    return answer;
  }

  private final class Connected implements Peers {
    @Override
    public Optional<PeerSlot> find(PeerId id) {
      return connected.stream().filter(peer -> peer.id().equals(id)).findFirst();
    }

    @Override
    public Collection<PeerSlot> all() {
      return connected;
    }

    @Override
    public boolean trusted(PeerSlot peer) {
      return true;
    }

    @Override
    public String ownAddress() {
      return ownAddress;
    }

    @Override
    public void capabilities(Capabilities capabilities) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void repeatStatus() {
      throw new UnsupportedOperationException();
    }
  }
}
