package dev.mossspore.app;

import dev.mossspore.transport.CloseReason;
import dev.mossspore.transport.Link;
import dev.mossspore.transport.LinkListener;
import org.jspecify.annotations.Nullable;

/**
 * Stands between transport and mesh while the mesh is being made: the port has to be bound before
 * the mesh can announce it, and a peer that comes in that instant is turned away. Any thread.
 */
final class MeshLink implements LinkListener {
  private volatile @Nullable LinkListener mesh;

  void connect(LinkListener target) {
    mesh = target;
  }

  @Override
  public void established(Link link) {
    LinkListener target = mesh;
    if (target == null) {
      link.close(CloseReason.STOPPING);
    } else {
      target.established(link);
    }
  }
}
