package dev.mossspore.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mossspore.base.HostPort;
import dev.mossspore.base.PeerId;
import dev.mossspore.crypto.Identity;
import dev.mossspore.discovery.AdvertisedAddress;
import dev.mossspore.discovery.Capabilities;
import dev.mossspore.discovery.OwnAnnouncements;
import dev.mossspore.transport.Carrier;
import dev.mossspore.wire.Envelope;
import dev.mossspore.wire.EnvelopeEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class LateNewsTest {
  private static final long SECOND = 1_000_000_000L;

  private long now;
  private final Mesh mesh =
      new Mesh(
          Identity.generate(new SecureRandom()),
          new MeshSettings(
              5,
              new AdvertisedAddress(
                  Optional.of(new HostPort("203.0.113.9", 4001)), Optional.empty(), 1),
              List.of()),
          new MeshEnvironment(
              Runnable::run,
              Runnable::run,
              () -> now,
              new Random(1),
              (target, key, streamAlone) -> new CompletableFuture<>(),
              event -> {}));

  @Test
  void passesOnWhatFollowedTooSoonOnceItMay() {
    Identity identity = Identity.generate(new SecureRandom());
    OwnAnnouncements own = new OwnAnnouncements(identity);
    FakeLink subject = connect(identity.peerId(), "203.0.113.7");
    FakeLink listener = connect(Identity.generate(new SecureRandom()).peerId(), "203.0.113.8");
    subject.arrive(text(own, "10.0.0.1:4001"));
    subject.arrive(text(own, "198.51.100.9:4002"));
    subject.arrive(text(own, "198.51.100.9:4003"));
    listener.takeSent();
    List<String> told = new ArrayList<>();
    for (int second = 1; second <= 30; second++) {
      now = second * SECOND;
      mesh.tick();
      listener.takeSent().stream()
          .map(Envelope::advertisedAddr)
          .filter(address -> address.startsWith("198.51.100.9"))
          .forEach(address -> told.add(address));
      if (second == 9) {
        assertEquals(List.of(), told);
      }
    }
    assertEquals(List.of("198.51.100.9:4003"), told);
  }

  private FakeLink connect(PeerId id, String host) {
    FakeLink link = new FakeLink(id, Carrier.TCP, false, new HostPort(host, 4001));
    mesh.established(link);
    return link;
  }

  private static String text(OwnAnnouncements own, String address) {
    Envelope envelope = own.peerAnnounce(address, Capabilities.UNPROBED);
    return new String(EnvelopeEncoder.encode(envelope), StandardCharsets.UTF_8);
  }
}
