package dev.mossspore.relay;

import java.util.List;

/**
 * Relaying at one instant, for whoever reports on it. Immutable.
 *
 * @param offered whether the offer to relay stands
 * @param ready whether nothing speaks against it
 * @param blockedBy what does, in words for people, for example {@code uptime 41/60 s}
 * @param natType this node's, by its name on the wire
 */
public record RelayStatus(boolean offered, boolean ready, List<String> blockedBy, String natType) {
  public RelayStatus {
    blockedBy = List.copyOf(blockedBy);
  }
}
