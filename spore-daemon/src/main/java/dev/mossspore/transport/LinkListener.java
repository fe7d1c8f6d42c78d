package dev.mossspore.transport;

/** Is told of every confirmed link, dialled or accepted. */
@FunctionalInterface
public interface LinkListener {
  /**
   * Called on the link's event loop; must not block, and must in time either open or close the
   * link.
   */
  void established(Link link);
}
