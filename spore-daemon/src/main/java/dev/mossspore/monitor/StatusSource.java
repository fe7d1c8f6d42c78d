package dev.mossspore.monitor;

/** Where the monitor's answers come from. */
@FunctionalInterface
public interface StatusSource {
  /**
   * The latest snapshot. Called on the monitor's thread for every request; must not wait, not even
   * for a lock of the node, so that a wedged node still gets an answer about itself.
   */
  NodeStatus status();
}
