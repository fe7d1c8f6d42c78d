package dev.mossspore.discovery.lan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.base.EnumCounters;
import dev.mossspore.base.PeerId;
import dev.mossspore.discovery.Capabilities;
import dev.mossspore.testing.ForAll;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class LanGateTest {
  private static final PeerId SELF = PeerId.parse("00".repeat(PeerId.LENGTH));
  private static final PeerId OTHER = PeerId.parse("11".repeat(PeerId.LENGTH));

  private final EnumCounters<LanDrop> drops = new EnumCounters<>(LanDrop.class);
  private final LanGate gate = new LanGate("moss/1", SELF, drops, 0);

  @Test
  void aSourceThatFloodsDoesNotStarveOthers() {
    for (int i = 0; i < 1000; i++) {
      admit("10.0.0.1", 0);
    }
    assertTrue(admit("10.0.0.2", 0));
    assertEquals(984, drops.get(LanDrop.RATE));
  }

  @Test
  void sourcesAreBoundedAndForgottenAfterTenMinutes() {
    long second = Duration.ofSeconds(1).toNanos();
    long now = 0;
    for (int i = 0; i < LanGate.MAX_SOURCES; i++) {
      now += second;
      assertTrue(admit("10.0.%d.1".formatted(i), now));
    }
    assertEquals(false, admit("10.9.9.9", now));
    assertEquals(1, drops.get(LanDrop.TOO_MANY_SOURCES));
    now += Duration.ofMinutes(7).toNanos();
    assertTrue(admit("10.9.9.9", now));
  }

  @Test
  void countsWhyItDropped() {
    byte[] nonsense = {1, 2, 3};
    assertTrue(gate.admit(nonsense, 3, source("10.0.0.1"), 0).isEmpty());
    admit("0.0.0.0", 0);
    admit("10.0.0.1", "other/1", OTHER, 0);
    admit("10.0.0.1", "moss/1", SELF, 0);
    for (LanDrop reason :
        List.of(LanDrop.MALFORMED, LanDrop.SOURCE, LanDrop.NETWORK, LanDrop.OURSELVES)) {
      assertEquals(1, drops.get(reason), reason.name());
    }
  }

  @Test
  void survivesWhateverComes() {
    byte[] beacon = beacon("moss/1", OTHER);
    ForAll.forAll(
        5000,
        random -> {
          byte[] bent = beacon.clone();
          for (int i = random.nextInt(4); i >= 0; i--) {
            bent[random.nextInt(bent.length)] = (byte) random.nextInt();
          }
          return bent;
        },
        bent -> assertTrue(gate.admit(bent, bent.length, source("10.0.0.1"), 0) != null));
  }

  @Test
  void beaconsAreFrequentAtFirstAndAfterAChangeOfAddresses() {
    BeaconTimes times = new BeaconTimes(0);
    Set<String> home = Set.of("192.168.1.255");
    long now = 0;
    int rounds = 0;
    while (now < Duration.ofSeconds(30).toNanos()) {
      now += times.afterRound(home, now).toNanos();
      rounds++;
    }
    assertEquals(20, rounds);
    assertEquals(Duration.ofSeconds(30), times.afterRound(home, now));
    assertEquals(Duration.ofMillis(1500), times.afterRound(Set.of("10.0.0.255"), now));
  }

  @Test
  void knowsTheBroadcastAddressOfANetwork() {
    assertEquals("192.168.1.255", broadcast("192.168.1.7", 24));
    assertEquals("10.15.255.255", broadcast("10.1.2.3", 12));
    assertEquals("none", broadcast("10.1.2.3", 31));
    assertEquals("none", broadcast("10.1.2.3", 32));
  }

  private static String broadcast(String own, int prefixLength) {
    return Segment.broadcast(source(own), prefixLength)
        .map(InetAddress::getHostAddress)
        .orElse("none");
  }

  private boolean admit(String source, long now) {
    return admit(source, "moss/1", OTHER, now);
  }

  private boolean admit(String source, String network, PeerId id, long now) {
    byte[] datagram = beacon(network, id);
    return gate.admit(datagram, datagram.length, source(source), now).isPresent();
  }

  private static byte[] beacon(String network, PeerId id) {
    return LanBeaconCodec.encode(new LanBeacon(network, id, 4001, "", Capabilities.NONE));
  }

  private static InetAddress source(String text) {
    return InetAddress.ofLiteral(text);
  }
}
