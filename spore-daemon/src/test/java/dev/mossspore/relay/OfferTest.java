package dev.mossspore.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.base.PeerId;
import dev.mossspore.config.QuotaPeriod;
import dev.mossspore.crypto.Identity;
import dev.mossspore.discovery.SignatureCheck;
import dev.mossspore.mesh.FakeLink;
import dev.mossspore.mesh.Reachability;
import dev.mossspore.wire.Envelope;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class OfferTest {
  private static final int PROMOTED = 3;
  private static final int REVOKED = 4;

  private final MeshBench bench =
      new MeshBench(Identity.generate(new SecureRandom()), settings(true));
  private final PeerId a = peer(1);
  private final PeerId b = peer(2);

  @Test
  void offersAfterTheMinimumUptimeAndTellsEverybody() {
    FakeLink link = bench.connect(a);
    bench.seconds(59);
    assertEquals(List.of("uptime 59/60 s"), bench.relay().status().blockedBy());
    assertEquals(0, statuses(link));
    bench.seconds(1);
    assertEquals(List.of(PROMOTED), bench.takeEvents());
    assertTrue(bench.relay().status().offered());
    List<Envelope> said = link.takeSent();
    Envelope announcement =
        said.stream().filter(e -> e.type().equals("supernode_announce")).findFirst().orElseThrow();
    assertTrue(SignatureCheck.of(announcement).orElseThrow().verify());
    assertEquals("public", announcement.advertisedNatType());
    bench.seconds(25);
    assertEquals(2, statuses(link));
    FakeLink newcomer = bench.connect(b);
    assertEquals(1, statuses(newcomer));
  }

  @Test
  void saysWhyItDoesNotOffer() {
    bench.reachability(Reachability.UNKNOWN);
    bench.seconds(60);
    assertEquals(List.of("nat_type=unknown", "not reachable"), bench.relay().status().blockedBy());
    bench.relay().configure(settings(false));
    bench.relay().drain();
    assertEquals(
        List.of("relay.enabled=false", "draining", "nat_type=unknown", "not reachable"),
        bench.relay().status().blockedBy());
  }

  @Test
  void withdrawsWhenDisabledAndWhenDraining() {
    FakeLink link = bench.connect(a);
    bench.seconds(60);
    link.takeSent();
    bench.relay().configure(settings(false));
    assertEquals(List.of("supernode_revoke", "peer_announce"), types(link));
    bench.relay().configure(settings(true));
    assertEquals(List.of("supernode_announce", "peer_announce"), types(link));
    bench.relay().drain();
    assertEquals(List.of("supernode_revoke", "peer_announce"), types(link));
    assertFalse(bench.relay().status().offered());
  }

  @Test
  void withdrawsWhenTheNodeStops() {
    FakeLink link = bench.connect(a);
    bench.seconds(60);
    link.takeSent();
    bench.mesh().stop();
    assertTrue(types(link).contains("supernode_revoke"));
  }

  @Test
  void aBurstOverTheCapDoesNotFlapIt() {
    bench.connect(a);
    bench.connect(b);
    bench.seconds(60);
    open();
    for (int second = 0; second < 120; second++) {
      // Four bad seconds, one good one.
      if (second % 5 != 4) {
        overload();
      }
      bench.seconds(1);
    }
    assertEquals(List.of(PROMOTED), bench.takeEvents());
  }

  @Test
  void lastingOverloadWithdrawsItUntilItIsOverForAWhile() {
    bench.connect(a);
    bench.connect(b);
    bench.seconds(60);
    open();
    for (int second = 0; second < 20; second++) {
      overload();
      bench.seconds(1);
    }
    assertEquals(List.of("overloaded"), bench.relay().status().blockedBy());
    assertEquals(List.of(PROMOTED, REVOKED), bench.takeEvents());
    bench.seconds(2);
    assertEquals(List.of(PROMOTED), bench.takeEvents());
  }

  @Test
  void whoChangesHisMindOftenWaitsLonger() {
    bench.seconds(60);
    int changes = 0;
    boolean offered = true;
    for (int second = 0; second < 600; second++) {
      bench.reachability(second % 2 == 0 ? Reachability.UNKNOWN : Reachability.PUBLIC);
      bench.seconds(1);
      if (bench.relay().status().offered() != offered) {
        offered = !offered;
        changes++;
      }
    }
    assertTrue(changes < 20, "changed its mind " + changes + " times");
    assertTrue(bench.takeEvents().size() < 22);
  }

  private void overload() {
    String payload = "A".repeat(400_000);
    for (int i = 0; i < 8; i++) {
      bench
          .link(a)
          .arrive(
              "{\"type\":\"relay_data\",\"relay_session\":\"s\",\"relay_source\":\"%s\",\"relay_target\":\"%s\",\"payload\":\"%s\"}"
                  .formatted(a.hex(), b.hex(), payload));
    }
  }

  private void open() {
    bench
        .link(a)
        .arrive(
            "{\"type\":\"relay_request\",\"relay_session\":\"s\",\"relay_source\":\"%s\",\"relay_target\":\"%s\"}"
                .formatted(a.hex(), b.hex()));
    bench
        .link(b)
        .arrive(
            "{\"type\":\"relay_accept\",\"relay_session\":\"s\",\"relay_source\":\"%s\",\"relay_target\":\"%s\"}"
                .formatted(b.hex(), a.hex()));
  }

  private static long statuses(FakeLink link) {
    return types(link).stream().filter("supernode_announce"::equals).count();
  }

  private static List<String> types(FakeLink link) {
    return link.takeSent().stream()
        .map(Envelope::type)
        .filter(type -> type.contains("announce") || type.contains("revoke"))
        .toList();
  }

  private static PeerId peer(int number) {
    return PeerId.of(ByteBuffer.allocate(PeerId.LENGTH).putInt(number).array());
  }

  private static RelaySettings settings(boolean enabled) {
    return new RelaySettings(
        enabled,
        1 << 20,
        0,
        100,
        Duration.ofMinutes(30),
        Duration.ofMinutes(1),
        0,
        QuotaPeriod.MONTH);
  }
}
