package dev.mossspore.mesh;

import dev.mossspore.base.PeerId;
import dev.mossspore.transport.CloseReason;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that this node knows of why a peer is connected or is not, at one instant. Immutable.
 *
 * @param self whether it is this node
 * @param connected null if it is not
 * @param known whether this node has heard of it
 * @param addresses where it may be dialled, the best first
 * @param staticPeer whether it is configured to be kept connected
 * @param graylisted whether nothing it says would be listened to
 * @param dialling whether a dial is under way
 * @param failures of dials in a row
 * @param nextDialIn until it may be dialled; zero if that is now, null if this node does not dial
 *     it
 * @param dialled the last dial; null if none is remembered
 * @param closed how its last session ended; null if none is remembered
 * @param full whether this node has all the peers it may have
 * @param draining whether this node lets nobody new in
 */
public record PeerStory(
    PeerId id,
    boolean self,
    @Nullable PeerReport connected,
    boolean known,
    List<String> addresses,
    boolean staticPeer,
    double score,
    boolean graylisted,
    boolean dialling,
    int failures,
    @Nullable Duration nextDialIn,
    @Nullable Dialled dialled,
    @Nullable Closed closed,
    boolean full,
    boolean draining) {
  public PeerStory {
    addresses = List.copyOf(addresses);
  }

  /**
   * A dial that has ended.
   *
   * @param result {@code opened}, or the reason of the failure in lower case
   */
  public record Dialled(Duration ago, String result) {}

  /** A session that has ended, or was not let in. */
  public record Closed(Duration ago, CloseReason reason) {}
}
