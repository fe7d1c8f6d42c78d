package dev.mossspore.mesh;

import dev.mossspore.base.HostPort;
import dev.mossspore.transport.Link;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Opens sessions. */
@FunctionalInterface
public interface Dialer {
  /** The time of one attempt, which UDP has whenever it begins. */
  Duration ATTEMPT = Duration.ofSeconds(5);

  /**
   * Dials without blocking; the link also comes to the mesh as any other.
   *
   * @param target may hold a name
   * @param remoteStatic the target's Noise static key of 32 bytes, or null where it is not known
   * @param streamAlone how long TCP is tried before UDP is tried beside it; in any case two seconds
   *     are enough
   * @return the link within about ten seconds, or a failure; completed on any thread
   */
  CompletableFuture<Link> dial(
      HostPort target, byte @Nullable [] remoteStatic, Duration streamAlone);

  /** Dials where nothing says that TCP has little hope. */
  default CompletableFuture<Link> dial(HostPort target, byte @Nullable [] remoteStatic) {
    return dial(target, remoteStatic, ATTEMPT);
  }
}
