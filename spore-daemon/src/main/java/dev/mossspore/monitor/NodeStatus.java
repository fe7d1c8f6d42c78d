package dev.mossspore.monitor;

import java.util.List;

/** The node as {@code /health} tells it (07 section 8.2). */
public sealed interface NodeStatus {
  /** The peer port is not bound yet. */
  record NotReady() implements NodeStatus {}

  /**
   * Up.
   *
   * @param faults what a restart would cure, for example {@code maintenance_stalled}; empty when
   *     healthy. A quiet network is no fault: a restart costs the node its peers and its promotion.
   * @param unready what it still waits for before others should rely on it, for example {@code
   *     bootstrapping}; empty when there is nothing
   */
  record Running(NodeInfo info, List<String> faults, List<String> unready) implements NodeStatus {
    public Running {
      faults = List.copyOf(faults);
      unready = List.copyOf(unready);
    }
  }

  /** Was up and is on its way down. */
  record Stopping(NodeInfo info) implements NodeStatus {}
}
