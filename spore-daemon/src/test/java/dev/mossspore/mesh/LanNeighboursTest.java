package dev.mossspore.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mossspore.base.HostPort;
import dev.mossspore.base.PeerId;
import dev.mossspore.crypto.Identity;
import dev.mossspore.discovery.AdvertisedAddress;
import dev.mossspore.discovery.Capabilities;
import dev.mossspore.discovery.lan.LanBeacon;
import dev.mossspore.transport.Carrier;
import dev.mossspore.transport.Link;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class LanNeighboursTest {
  private static final HostPort ADDRESS = new HostPort("192.168.1.7", 4001);
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final PeerId neighbour = Identity.generate(new SecureRandom()).peerId();
  private final List<HostPort> dialled = new ArrayList<>();
  private final List<CompletableFuture<Link>> dials = new ArrayList<>();
  private long now;
  private int answers;
  private final Mesh mesh =
      new Mesh(
          Identity.generate(new SecureRandom()),
          new MeshSettings(
              2, new AdvertisedAddress(Optional.empty(), Optional.empty(), 1), List.of()),
          new MeshEnvironment(
              Runnable::run, Runnable::run, () -> now, new Random(1), this::dial, event -> {}));

  @Test
  void dialsAndAnswersANewcomerAtOnce() {
    hear();
    assertEquals(List.of(ADDRESS), dialled);
    assertEquals(1, answers);
  }

  @Test
  void answersOnceInAWhileAndDialsAgainAfterAFailure() {
    hear();
    hear();
    assertEquals(1, answers);
    dials.getFirst().completeExceptionally(new IllegalStateException("refused"));
    now = 2 * SECOND;
    hear();
    assertEquals(2, answers);
    assertEquals(1, dialled.size());
    now = 5 * SECOND;
    hear();
    assertEquals(2, dialled.size());
  }

  @Test
  void leavesAConnectedNeighbourAlone() {
    FakeLink link = new FakeLink(neighbour, Carrier.TCP, false, ADDRESS);
    mesh.established(link);
    now = 20 * SECOND;
    hear();
    assertEquals(List.of(), dialled);
    assertEquals(0, answers);
  }

  @Test
  void twoThatAnswerEachOtherComeToAnEnd() {
    // Each answer of ours is answered at once; without a pause this would never end.
    mesh.heardOnLan(beacon(), ADDRESS, this::hearAgain);
    assertEquals(1, answers);
  }

  private void hearAgain() {
    answers++;
    mesh.heardOnLan(beacon(), ADDRESS, this::hearAgain);
  }

  private void hear() {
    mesh.heardOnLan(beacon(), ADDRESS, () -> answers++);
  }

  private LanBeacon beacon() {
    return new LanBeacon("moss/1", neighbour, ADDRESS.port(), "", Capabilities.NONE);
  }

  private CompletableFuture<Link> dial(
      HostPort target, byte @Nullable [] remoteStatic, Duration streamAlone) {
    assertEquals(Dialer.ATTEMPT, streamAlone, "it is near, so TCP has all the time");
    dialled.add(target);
    CompletableFuture<Link> dial = new CompletableFuture<>();
    dials.add(dial);
    return dial;
  }
}
