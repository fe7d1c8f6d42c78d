package dev.mossspore.gossip;

import dev.mossspore.base.PeerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Which members of a topic's mesh did not deliver a message that another did (chapter 03 section
 * 10.7): they have a second from its first delivery. At most 4096 messages are watched; when full
 * no more are. Times are readings of a monotonic clock in nanoseconds.
 */
public final class DeliveryDeficits {
  private static final int CAPACITY = 4096;
  private static final long GRACE = Duration.ofSeconds(1).toNanos();

  // In the order in which they are due.
  private final SequencedMap<String, Observation> open = new LinkedHashMap<>();

  /** A message and who has yet to deliver it. */
  private record Observation(long due, Set<PeerId> missing) {}

  /**
   * A member of good standing delivered a message.
   *
   * @param expected the members that should, among those of good standing; looked at with the first
   *     delivery only
   */
  public void delivered(String id, PeerId member, Set<PeerId> expected, long now) {
    Observation observation = open.get(id);
    if (observation == null) {
      if (open.size() >= CAPACITY) {
        return;
      }
      observation = new Observation(now + GRACE, new HashSet<>(expected));
      open.put(id, observation);
    }
    observation.missing().remove(member);
  }

  /** Those that owe a message whose time is over, once for each such message. */
  public List<PeerId> takeDue(long now) {
    List<PeerId> owing = new ArrayList<>();
    while (!open.isEmpty() && now - open.firstEntry().getValue().due() >= 0) {
      owing.addAll(open.pollFirstEntry().getValue().missing());
    }
    return owing;
  }
}
