package dev.mossspore.discovery;

import dev.mossspore.wire.Envelope;
import org.jspecify.annotations.Nullable;

/** What became of an announcement. */
public sealed interface AnnouncementOutcome {
  /** It is ignored. */
  record Dropped(AnnouncementDrop reason) implements AnnouncementOutcome {}

  /**
   * A supernode status without a good signature is ignored, and its sender loses {@value #PENALTY}
   * of its score.
   */
  record InvalidStatus() implements AnnouncementOutcome {
    /** What the sender loses. */
    public static final int PENALTY = 10;
  }

  /**
   * It is in the directory.
   *
   * @param peer the entry it is about
   * @param changed whether the entry changed; always so for a peer without a direct session
   * @param forward what to tell every other peer, or null
   */
  record Accepted(KnownPeer peer, boolean changed, @Nullable Envelope forward)
      implements AnnouncementOutcome {}
}
