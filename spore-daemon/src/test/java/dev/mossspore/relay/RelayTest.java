package dev.mossspore.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.base.PeerId;
import dev.mossspore.config.QuotaPeriod;
import dev.mossspore.crypto.Identity;
import dev.mossspore.mesh.FakeLink;
import dev.mossspore.transport.CloseReason;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a middle node refuses, and what it passes on and how. */
@Tag("unit")
class RelayTest {
  private static final RelaySettings SETTINGS = settings(true, 0);
  private static final String DATA = "QUJDRA==";

  private final Identity self = Identity.generate(new SecureRandom());
  private final MeshBench bench = new MeshBench(self, SETTINGS);
  private final PeerId a = peer(1);
  private final PeerId b = peer(2);
  private final PeerId c = peer(3);

  @BeforeEach
  void connect() {
    List.of(a, b, c).forEach(bench::connect);
    bench.takeSent();
  }

  @Test
  void aSessionLivesWhileItIsUsed() {
    open("s");
    for (int i = 0; i < 3; i++) {
      bench.advance(Duration.ofMinutes(20));
      bench.seconds(1);
      bench.link(a).arrive(data("s", a, b));
    }
    assertEquals(3, bench.link(b).takeForwarded().size());
    bench.advance(Duration.ofMinutes(30));
    bench.seconds(1);
    assertEquals(0, bench.relay().carried());
    assertEquals(1, bench.relay().counters().expired().sum());
  }

  @Test
  void aSessionNobodyAnswersEndsAfter30Seconds() {
    request("s", a, b);
    bench.seconds(30);
    assertEquals(1, bench.relay().carried());
    bench.seconds(1);
    assertEquals(0, bench.relay().carried());
    assertEquals(1, bench.relay().counters().unanswered().sum());
  }

  @Test
  void dataOfTheTargetAnswersToo() {
    request("s", a, b);
    bench.link(b).arrive(data("s", b, a));
    bench.seconds(40);
    assertEquals(1, bench.relay().carried());
  }

  @Test
  void oneInitiatorHasAQuarterOfTheSlots() {
    for (int i = 0; i < 10; i++) {
      open("s" + i);
    }
    assertEquals(5, bench.relay().carried());
    assertEquals(5, refused(RelayRefusal.INITIATOR_FULL));
  }

  @Test
  void halfOfTheSlotsMayWaitForTheirTarget() {
    for (int i = 0; i < 20; i++) {
      PeerId initiator = peer(10 + i);
      bench.connect(initiator);
      request("s" + i, initiator, b);
    }
    assertEquals(10, bench.relay().carried());
    assertEquals(10, refused(RelayRefusal.HALF_OPEN_FULL));
  }

  @Test
  void requestsAreNotPassedOnForOthersInTheirName() {
    bench.link(c).arrive(control("relay_request", "s", a, b));
    assertEquals(1, refused(RelayRefusal.FORGED_SOURCE));
    request("s", a, a);
    assertEquals(1, refused(RelayRefusal.INVALID));
    request("s", a, self.peerId());
    assertEquals(1, refused(RelayRefusal.MEANT_FOR_US));
    request("x".repeat(65), a, b);
    assertEquals(2, refused(RelayRefusal.INVALID));
    bench
        .link(a)
        .arrive(control("relay_request", "s", a, b).replace(b.hex(), "B" + b.hex().substring(1)));
    assertEquals(1, refused(RelayRefusal.TARGET_UNKNOWN));
    nothingWasPassedOn();
    assertEquals(0, bench.relay().carried());
  }

  @Test
  void onlyTheEndsOfASessionActOnIt() {
    request("s", a, b);
    bench.link(b).takeForwarded();
    request("s", c, b);
    assertEquals(1, refused(RelayRefusal.SESSION_TAKEN));
    bench.link(c).arrive(control("relay_accept", "s", c, a));
    bench.link(b).arrive(control("relay_accept", "other", b, a));
    bench.link(b).arrive(control("relay_accept", "s", b, c));
    assertEquals(3, refused(RelayRefusal.NOT_REQUESTED));
    bench.link(c).arrive(control("relay_close", "s", c, b));
    assertEquals(1, refused(RelayRefusal.NOT_AN_END));
    nothingWasPassedOn();
    assertEquals(1, bench.relay().carried());
  }

  @ParameterizedTest
  @CsvSource({
    "c, a, b, FORGED_SOURCE",
    "c, c, b, NOT_BETWEEN_ENDS",
    "a, a, c, NOT_BETWEEN_ENDS",
    "a, b, a, FORGED_SOURCE"
  })
  void dataGoesFromOneEndToTheOther(String from, String source, String target, DataDrop reason) {
    open("s");
    bench.link(named(from)).arrive(data("s", named(source), named(target)));
    bench.link(named(from)).arrive(data("s", named(source), named(target)).replace(",", ", "));
    assertEquals(2, bench.relay().counters().droppedPackets().get(reason));
    assertEquals(8, bench.relay().counters().droppedBytes().get(reason));
    nothingWasPassedOn();
  }

  @Test
  void nobodyIsAskedMoreOftenThanAnybodyHasTo() {
    for (int i = 0; i < 1000; i++) {
      request("s", a, b);
    }
    assertEquals(128, bench.link(b).takeForwarded().size());
    assertEquals(872, refused(RelayRefusal.TOO_OFTEN));
    assertNull(bench.link(b).closed());
  }

  @Test
  void disabledItTakesNothingNewAndLetsTheRestRunOut() {
    open("s");
    bench.relay().configure(settings(false, 0));
    request("t", a, b);
    assertEquals(1, refused(RelayRefusal.DISABLED));
    bench.link(a).arrive(data("s", a, b));
    assertEquals(1, bench.link(b).takeForwarded().size());
    assertEquals(1, bench.relay().carried());
  }

  @Test
  void drainingItTakesNothingNew() {
    open("s");
    bench.relay().drain();
    request("t", a, b);
    assertEquals(1, refused(RelayRefusal.DRAINING));
    assertEquals(1, bench.relay().carried());
  }

  @Test
  void stopsWhenTheTrafficOfTheDayIsUsedUpAndGoesOnTheNextDay() {
    bench.relay().configure(settings(true, 8));
    open("s");
    bench.link(a).arrive(data("s", a, b));
    bench.seconds(1);
    bench.takeEvents();
    bench.link(a).arrive(data("s", a, b));
    bench.seconds(1);
    assertEquals(List.of(103, 4), sorted(bench.takeEvents()));
    bench.link(b).takeForwarded();
    bench.link(a).arrive(data("s", a, b));
    request("t", a, b);
    nothingWasPassedOn();
    assertEquals(4, bench.relay().counters().droppedBytes().get(DataDrop.QUOTA_USED));
    assertEquals(1, refused(RelayRefusal.QUOTA_USED));
    bench.advance(Duration.ofDays(1));
    bench.seconds(1);
    request("t", a, b);
    assertEquals(1, bench.link(b).takeForwarded().size());
  }

  @Test
  void aSessionEndsWithItsEnds() {
    open("s");
    bench.link(b).close(CloseReason.REMOTE_CLOSED);
    assertEquals(0, bench.relay().carried());
    bench.link(a).arrive(data("s", a, b));
    assertEquals(1, bench.relay().counters().droppedPackets().get(DataDrop.NO_ROUTE));
  }

  @Test
  void canonicalPacketsGoOnAsTheyAre() {
    open("s");
    String packet = data("s", a, b);
    bench.link(a).arrive(packet);
    assertEquals(List.of(packet), bench.link(b).takeForwarded());
    assertEquals(4, bench.relay().counters().forwardedBytes().sum());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"TYPE\":\"relay_data\",\"relay_session\":\"s\",\"relay_source\":\"A\",\"relay_target\":\"B\",\"payload\":\"QUJDRA==\"}",
        "{\"payload\":\"QUJDRA==\",\"type\":\"relay_data\",\"relay_session\":\"s\",\"relay_source\":\"A\",\"relay_target\":\"B\"}",
        "{\"type\":\"relay_data\",\"relay_session\":\"t\",\"relay_session\":\"s\",\"relay_source\":\"A\",\"relay_target\":\"B\",\"payload\":\"QUJDRA==\"}",
        "{\"type\":\"relay_data\",\"relay_session\":\"s\",\"relay_source\":\"A\",\"relay_target\":\"B\",\"payload\":\"WFhYWA==\",\"Payload\":\"QUJDRA==\"}",
        "{\"type\":\"relay_data\",\"relay_session\":\"s\",\"relay_source\":\"A\",\"relay_target\":\"B\",\"payload\":\"QUJDRA==\",\"x\":{\"y\":[1]}}",
        "{\"type\":\"relay_data\",\"channel\":\"c\",\"relay_session\":\"s\",\"relay_source\":\"A\",\"relay_target\":\"B\",\"payload\":\"QUJDRA==\"}",
        "{\"type\":\"relay_data\",\"relay_session\":\"s\",\"relay_source\":\"A\",\"relay_target\":\"B\",\"payload\":\"QU\\r"
            + "\\n"
            + "JDRA==\"}",
        "{\"type\":\"relay_data\",\"relay_session\":\"s\",\"relay_source\":\"A\",\"relay_target\":\"B\",\"payload\":\"QUJDRB==\"}",
        " {\"type\":\"relay_data\",\"relay_session\":\"s\",\"relay_source\":\"A\",\"relay_target\":\"B\",\"payload\":\"QUJDRA==\"}\n",
        "{\"type\":\"relay_data\",\"relay_session\":\"\\u0073\",\"relay_source\":\"A\",\"relay_target\":\"B\",\"payload\":\"QUJDRA==\"}"
      })
  void whatElseDecodesIsWrittenAnew(String odd) {
    open("s");
    bench.link(a).arrive(odd.replace("\"A\"", quoted(a)).replace("\"B\"", quoted(b)));
    assertEquals(List.of(data("s", a, b)), bench.link(b).takeForwarded());
    assertNull(bench.link(a).closed());
  }

  @ParameterizedTest
  @ValueSource(strings = {"QUJDRA=", "QUJDRA", "QUJ_RA==", "QUJDRA==\"} x", "QUJDRA==\",\"y\":"})
  void whatDoesNotDecodeEndsTheSendersSessionAndNoOther(String payload) {
    open("s");
    bench.link(a).arrive(data("s", a, b).replace(DATA, payload));
    assertEquals(CloseReason.ENVELOPE_INVALID, bench.link(a).closed());
    assertNull(bench.link(b).closed());
    nothingWasPassedOn();
  }

  @Test
  void badUtf8InASessionIdNeverReachesTheTarget() {
    open("s");
    bench.link(a).arrive(data("s\u00ff", a, b));
    nothingWasPassedOn();
    assertEquals(1, bench.relay().counters().droppedPackets().get(DataDrop.NO_ROUTE));
  }

  @Test
  void nothingOvertakesAnAcceptThatWaitsForTheMeshLoop() {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      String session = "r" + round;
      bench.advance(Duration.ofSeconds(1));
      request(session, a, b);
      bench.link(a).takeForwarded();
      bench.link(b).takeForwarded();
      bench.holdLoop();
      List<String> said = new ArrayList<>();
      int others = random.nextInt(4);
      for (int i = 0; i < others; i++) {
        bench.link(b).arrive("{\"type\":\"pong\"}");
      }
      said.add(control("relay_accept", session, b, a));
      for (char last : "AQgw".toCharArray()) {
        said.add(data(session, b, a).replace(DATA, "QUJDR" + last + "=="));
      }
      said.forEach(bench.link(b)::arrive);
      bench.releaseLoop();
      assertEquals(said, bench.link(a).takeForwarded());
      bench.link(a).arrive(control("relay_close", session, a, b));
    }
  }

  @Test
  void dataDoesNotWaitForTheMeshLoop() {
    open("s");
    bench.holdLoop();
    bench.link(a).arrive("{\"type\":\"pong\"}");
    bench.link(a).arrive(data("s", a, b));
    assertEquals(1, bench.link(b).takeForwarded().size());
    bench.releaseLoop();
  }

  private static List<Integer> sorted(List<Integer> codes) {
    return codes.stream().sorted(Comparator.reverseOrder()).toList();
  }

  private void open(String session) {
    request(session, a, b);
    bench.link(b).arrive(control("relay_accept", session, b, a));
    bench.link(a).takeForwarded();
    bench.link(b).takeForwarded();
  }

  private void request(String session, PeerId from, PeerId to) {
    bench.link(from).arrive(control("relay_request", session, from, to));
  }

  private void nothingWasPassedOn() {
    for (PeerId peer : List.of(a, b, c)) {
      FakeLink link = bench.link(peer);
      assertTrue(link.takeForwarded().isEmpty(), () -> "passed on to " + peer);
    }
  }

  private long refused(RelayRefusal reason) {
    return bench.relay().counters().refused().get(reason);
  }

  private PeerId named(String name) {
    return switch (name) {
      case "a" -> a;
      case "b" -> b;
      default -> c;
    };
  }

  private static String control(String type, String session, PeerId from, PeerId to) {
    return "{\"type\":\"%s\",\"relay_session\":\"%s\",\"relay_source\":\"%s\",\"relay_target\":\"%s\"}"
        .formatted(type, session, from.hex(), to.hex());
  }

  private static String data(String session, PeerId from, PeerId to) {
    String head = control("relay_data", session, from, to);
    return head.substring(0, head.length() - 1) + ",\"payload\":\"" + DATA + "\"}";
  }

  private static String quoted(PeerId peer) {
    return '"' + peer.hex() + '"';
  }

  private static PeerId peer(int number) {
    return PeerId.of(ByteBuffer.allocate(PeerId.LENGTH).putInt(0x0a000000 + number).array());
  }

  private static RelaySettings settings(boolean enabled, long quota) {
    return new RelaySettings(
        enabled, 1 << 20, 0, 20, Duration.ofMinutes(30), Duration.ZERO, quota, QuotaPeriod.DAY);
  }
}
