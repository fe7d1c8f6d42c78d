package dev.mossspore.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mossspore.base.HostPort;
import dev.mossspore.base.PeerId;
import dev.mossspore.crypto.Identity;
import dev.mossspore.discovery.AdvertisedAddress;
import dev.mossspore.transport.Carrier;
import dev.mossspore.transport.CloseReason;
import dev.mossspore.transport.Link;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A mesh whose settings change while it runs. */
@Tag("unit")
class MeshReloadTest {
  private static final long SECOND = 1_000_000_000L;

  private final List<String> dialled = new ArrayList<>();
  private final List<CompletableFuture<Link>> dials = new ArrayList<>();
  private long now;
  private final Mesh mesh =
      new Mesh(
          Identity.generate(new SecureRandom()),
          settings(2, "203.0.113.9", "a:1", "b:1"),
          new MeshEnvironment(
              Runnable::run, Runnable::run, () -> now, new Random(1), this::dial, event -> {}));

  @Test
  void aLowerLimitKeepsWhoIsThereAndLetsNobodyIn() {
    List<FakeLink> first = IntStream.range(0, 2).mapToObj(this::connect).toList();
    mesh.reconfigure(settings(1, "203.0.113.9"));
    assertEquals(CloseReason.PEER_LIMIT, connect(2).closed());
    first.forEach(link -> assertEquals(null, link.closed()));
    assertEquals(2, mesh.status().peers().size());
    mesh.reconfigure(settings(3, "203.0.113.9"));
    assertEquals(null, connect(3).closed());
  }

  @Test
  void dialsAddedStaticPeersAtOnceAndForgetsRemovedOnes() {
    mesh.tick();
    assertEquals(List.of("a:1", "b:1"), dialled);
    dials.forEach(dial -> dial.completeExceptionally(new IllegalStateException("nobody")));
    mesh.reconfigure(settings(2, "203.0.113.9", "b:1", "c:1"));
    mesh.tick();
    assertEquals(List.of("a:1", "b:1", "c:1"), dialled);
    now = 10 * SECOND;
    mesh.tick();
    // The one that stayed is still waited for as before, the one that left no more.
    assertEquals(List.of("a:1", "b:1", "c:1", "b:1"), dialled);
  }

  @Test
  void announcesAnotherAddress() {
    mesh.reconfigure(settings(2, "198.51.100.1"));
    assertEquals("198.51.100.1:4001", mesh.status().advertisedAddress());
  }

  @Test
  void aDrainedNodeLetsNobodyInAndKeepsWhoIsThere() {
    FakeLink kept = connect(0);
    mesh.drain();
    assertEquals(CloseReason.DRAINING, connect(1).closed());
    assertEquals(null, kept.closed());
  }

  private static MeshSettings settings(int maxPeers, String advertised, String... staticPeers) {
    return new MeshSettings(
        maxPeers,
        new AdvertisedAddress(Optional.of(new HostPort(advertised, 4001)), Optional.empty(), 1),
        List.of(staticPeers).stream().map(HostPort::parse).toList());
  }

  private CompletableFuture<Link> dial(
      HostPort target, byte @Nullable [] remoteStatic, Duration streamAlone) {
    dialled.add(target.toString());
    CompletableFuture<Link> dial = new CompletableFuture<>();
    dials.add(dial);
    return dial;
  }

  private FakeLink connect(int number) {
    PeerId id = Identity.generate(new SecureRandom()).peerId();
    FakeLink link = new FakeLink(id, Carrier.TCP, false, new HostPort("192.0.2." + number, 4001));
    mesh.established(link);
    return link;
  }
}
