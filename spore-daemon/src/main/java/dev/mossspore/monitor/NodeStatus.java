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
   */
  record Running(NodeInfo info, List<String> faults) implements NodeStatus {
    public Running {
      faults = List.copyOf(faults);
    }
  }

  /** Was up and is on its way down. */
  record Stopping(NodeInfo info) implements NodeStatus {}
}
