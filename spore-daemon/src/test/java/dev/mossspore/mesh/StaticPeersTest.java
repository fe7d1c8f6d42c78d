package dev.mossspore.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.base.HostPort;
import dev.mossspore.base.PeerId;
import dev.mossspore.crypto.Identity;
import dev.mossspore.discovery.AdvertisedAddress;
import dev.mossspore.transport.Carrier;
import dev.mossspore.transport.CloseReason;
import dev.mossspore.transport.Link;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class StaticPeersTest {
  private static final long SECOND = 1_000_000_000L;

  private final Identity self = Identity.generate(new SecureRandom());
  private final PeerId remote = Identity.generate(new SecureRandom()).peerId();
  private final Queue<CompletableFuture<Link>> dials = new ArrayDeque<>();
  private long now;
  private final Mesh mesh =
      new Mesh(
          self,
          new MeshSettings(
              2,
              new AdvertisedAddress(
                  Optional.of(new HostPort("203.0.113.9", 4001)), Optional.empty(), 1),
              List.of(new HostPort("198.51.100.1", 4001))),
          new MeshEnvironment(
              Runnable::run,
              Runnable::run,
              () -> now,
              new Random(1),
              (target, remoteStatic, streamAlone) -> dial(),
              event -> {}));

  @Test
  void isDialledAgainForEverWithGrowingWaits() {
    List<Long> at = new ArrayList<>();
    for (long second = 0; second <= 1000; second++) {
      now = second * SECOND;
      mesh.tick();
      if (!dials.isEmpty()) {
        at.add(second);
        dials.remove().completeExceptionally(new IllegalStateException("nobody there"));
      }
    }
    long longest = 5;
    for (int i = 1; i < at.size(); i++) {
      longest = Math.min(2 * longest, 300);
      long waited = at.get(i) - at.get(i - 1);
      assertTrue(longest / 2 <= waited && waited <= longest, at::toString);
    }
    assertEquals(300, longest, "5 s doubled with each failure, up to 5 minutes");
  }

  @Test
  void isDialledAgainAtOnceWhenItsSessionEnds() {
    mesh.tick();
    FakeLink link = new FakeLink(remote, Carrier.TCP, true);
    mesh.established(link);
    dials.remove().complete(link);
    now = 30 * SECOND;
    mesh.tick();
    assertEquals(0, dials.size());
    link.close(CloseReason.REMOTE_CLOSED);
    mesh.tick();
    assertEquals(1, dials.size());
  }

  @Test
  void isBackFiveSecondsAfterARestartAtTheLatest() {
    mesh.tick();
    FakeLink link = new FakeLink(remote, Carrier.TCP, true);
    mesh.established(link);
    dials.remove().complete(link);
    now = 60 * SECOND;
    link.close(CloseReason.REMOTE_CLOSED);
    mesh.tick();
    dials.remove().completeExceptionally(new IllegalStateException("not up yet"));
    now += 5 * SECOND;
    mesh.tick();
    assertEquals(1, dials.size());
  }

  @Test
  void isWaitedForIfItClosesEverySessionAtOnce() {
    long attempts = 0;
    for (long second = 0; second <= 600; second++) {
      now = second * SECOND;
      mesh.tick();
      if (!dials.isEmpty()) {
        attempts++;
        FakeLink link = new FakeLink(remote, Carrier.TCP, true);
        mesh.established(link);
        dials.remove().complete(link);
        link.close(CloseReason.REMOTE_CLOSED);
      }
    }
    assertTrue(attempts <= 12, attempts + " dials");
  }

  @Test
  void isNotDialledAgainIfItIsThisNodeItself() {
    mesh.tick();
    FakeLink link = new FakeLink(self.peerId(), Carrier.TCP, true);
    mesh.established(link);
    assertEquals(CloseReason.SELF, link.closed());
    dials.remove().complete(link);
    now = 3600 * SECOND;
    mesh.tick();
    assertEquals(0, dials.size());
  }

  private CompletableFuture<Link> dial() {
    CompletableFuture<Link> dial = new CompletableFuture<>();
    dials.add(dial);
    return dial;
  }
}
