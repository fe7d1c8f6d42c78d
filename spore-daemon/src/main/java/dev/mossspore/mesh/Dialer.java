package dev.mossspore.mesh;

import dev.mossspore.base.HostPort;
import dev.mossspore.transport.Link;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Opens sessions. */
@FunctionalInterface
public interface Dialer {
  /**
   * Dials without blocking; the link also comes to the mesh as any other.
   *
   * @param target may hold a name
   * @param remoteStatic the target's Noise static key of 32 bytes, or null where it is not known
   * @return the link within about ten seconds, or a failure; completed on any thread
   */
  CompletableFuture<Link> dial(HostPort target, byte @Nullable [] remoteStatic);
}
