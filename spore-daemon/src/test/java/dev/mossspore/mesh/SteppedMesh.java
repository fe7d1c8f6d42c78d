package dev.mossspore.mesh;

import dev.mossspore.base.HostPort;
import dev.mossspore.base.PeerId;
import dev.mossspore.crypto.Identity;
import dev.mossspore.discovery.AdvertisedAddress;
import dev.mossspore.transport.Link;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A mesh of two places and one static peer, whose time and whose dials a test moves. */
public final class SteppedMesh {
  public static final HostPort STATIC = new HostPort("198.51.100.1", 4001);

  /** Dials that have neither led to a link nor failed, the oldest first. */
  public final Queue<CompletableFuture<Link>> dials = new ArrayDeque<>();

  private final Identity identity = Identity.generate(new SecureRandom());
  public final PeerId self = identity.peerId();

  /** Steady time in nanoseconds. */
  public long now;

  public final Mesh mesh =
      new Mesh(
          identity,
          new MeshSettings(
              2,
              new AdvertisedAddress(
                  Optional.of(new HostPort("203.0.113.9", 4001)), Optional.empty(), 4001),
              List.of(STATIC)),
          new MeshEnvironment(
              Runnable::run, Runnable::run, () -> now, new Random(1), this::dial, event -> {}));

  private CompletableFuture<Link> dial(HostPort target, byte @Nullable [] key, Duration first) {
    CompletableFuture<Link> dial = new CompletableFuture<>();
    dials.add(dial);
    return dial;
  }
}
