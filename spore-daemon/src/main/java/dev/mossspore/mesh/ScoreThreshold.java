package dev.mossspore.mesh;

/** What a score is good for (chapter 03 section 11.2). */
public enum ScoreThreshold {
  /** Belongs to topic meshes; gets announcements of others and statistics. */
  BASELINE(0),
  /** Takes part in offering and asking for messages. */
  GOSSIP(-10),
  /** Has its publishes accepted. */
  PUBLISH(-100),
  /** Is listened to at all. Below it the session stays open and silent until the peer gives up. */
  GRAYLIST(-10_000);

  private final double lowest;

  ScoreThreshold(double lowest) {
    this.lowest = lowest;
  }

  /** Whether a peer of this score is not below the threshold. */
  public boolean passedBy(double score) {
    return score >= lowest;
  }
}
