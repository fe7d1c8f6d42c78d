package dev.mossspore.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.base.HostPort;
import dev.mossspore.base.PeerId;
import dev.mossspore.crypto.Identity;
import dev.mossspore.discovery.AdvertisedAddress;
import dev.mossspore.discovery.Capabilities;
import dev.mossspore.discovery.OwnAnnouncements;
import dev.mossspore.transport.Carrier;
import dev.mossspore.transport.CloseReason;
import dev.mossspore.transport.Link;
import dev.mossspore.wire.Envelope;
import dev.mossspore.wire.EnvelopeEncoder;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Peers that were known and are no more. */
@Tag("unit")
class DeadPeersTest {
  private static final long SECOND = 1_000_000_000L;
  private static final String ADDRESS = "198.51.100.1:4001";
  private static final int MINUTE = 60;
  private static final int HOUR = 3600;

  private final PeerId friend = id();
  private long now;
  private int dials;
  private int peers;
  private final Mesh mesh =
      new Mesh(
          identity(),
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
              (target, key, streamAlone) -> dial(streamAlone),
              event -> {}));

  @Test
  void areForgottenAfterHoursOfDialsInVain() {
    FakeLink company = connect(friend);
    company.arrive(announcement(identity()));
    assertEquals(2, mesh.views().tables().known());
    pass(3 * HOUR - MINUTE, company);
    assertEquals(2, mesh.views().tables().known());
    assertTrue(dials > 30, dials + " dials");
    pass(5 * MINUTE, company);
    assertEquals(1, mesh.views().tables().known());
    assertEquals(1, mesh.views().tables().scores());
    pass(2 * MINUTE, company);
    assertEquals(0, mesh.views().tables().dialHistories());
  }

  @Test
  void areForgottenAfterHoursOfSilenceIfThereIsNothingToDial() {
    FakeLink company = connect(friend);
    FakeLink behindNat = connect(id());
    behindNat.close(CloseReason.REMOTE_CLOSED);
    pass(3 * HOUR - MINUTE, company);
    assertEquals(2, mesh.views().tables().known());
    pass(2 * MINUTE, company);
    assertEquals(1, mesh.views().tables().known());
    assertEquals(0, dials);
  }

  /** Where nobody can be reached it is this node's network that is dead. */
  @Test
  void areNotForgottenByANodeThatIsAlone() {
    FakeLink company = connect(friend);
    company.arrive(announcement(identity()));
    pass(2 * HOUR, company);
    company.close(CloseReason.REMOTE_CLOSED);
    pass(5 * HOUR, company);
    FakeLink back = connect(friend);
    pass(2 * HOUR, back);
    assertEquals(2, mesh.views().tables().known());
  }

  @Test
  void areNotToldOfToNewcomers() {
    FakeLink company = connect(friend);
    Identity dead = identity();
    company.arrive(announcement(dead));
    assertEquals(List.of(dead.peerId().hex()), told(connect(id())));
    pass(10 * MINUTE, company);
    assertEquals(List.of(), told(connect(id())));
  }

  private CompletableFuture<Link> dial(Duration streamAlone) {
    dials++;
    assertEquals(Duration.ofMillis(750), streamAlone, "nothing says that it can be dialled");
    return CompletableFuture.failedFuture(new ConnectException("nobody there"));
  }

  private void pass(int seconds, FakeLink company) {
    for (int i = 0; i < seconds; i++) {
      now += SECOND;
      mesh.tick();
      company.answerPings();
    }
  }

  private FakeLink connect(PeerId id) {
    String host = "203.0.113." + ++peers;
    FakeLink link = new FakeLink(id, Carrier.TCP, false, new HostPort(host, 50_001));
    mesh.established(link);
    return link;
  }

  /** Whom a newcomer was told of, but this node and those that are connected. */
  private static List<String> told(FakeLink newcomer) {
    return newcomer.takeSent().stream()
        .filter(envelope -> envelope.advertisedAddr().equals(ADDRESS))
        .map(Envelope::advertisedPeerId)
        .toList();
  }

  private static String announcement(Identity of) {
    Envelope envelope = new OwnAnnouncements(of).peerAnnounce(ADDRESS, Capabilities.UNPROBED);
    return new String(EnvelopeEncoder.encode(envelope), StandardCharsets.UTF_8);
  }

  private static Identity identity() {
    return Identity.generate(new SecureRandom());
  }

  private static PeerId id() {
    return identity().peerId();
  }
}
