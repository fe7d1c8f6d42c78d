package dev.mossspore.mesh;

import java.time.Duration;

/** What one peer has earned and lost. Times are readings of a monotonic clock in nanoseconds. */
final class ScoreRecord {
  private static final double PER_SECOND = 0.03;
  private static final long LONGEST_CREDIT = Duration.ofDays(1).toNanos();
  private static final long HALVED_EVERY = Duration.ofHours(6).toNanos();
  private static final double NANOS_PER_SECOND = 1e9;

  /** So many halvings leave nothing of any number. */
  private static final int ENOUGH_HALVINGS = 2200;

  private final long bornAt;
  private long seenAt;
  private double earned;
  private double application;
  private long halvings;

  ScoreRecord(long now) {
    this.bornAt = now;
    this.seenAt = now;
  }

  /** Adds points, or takes them where they are negative. */
  void earn(double points, long tickedAt) {
    fade(tickedAt);
    earned += points;
  }

  void application(double score) {
    application = score;
  }

  void seen(long now) {
    seenAt = now;
  }

  /** When the peer was last connected or did something that counts. */
  long seenAt() {
    return seenAt;
  }

  /** The score as of the latest tick, without what depends on other peers. */
  double value(long tickedAt) {
    fade(tickedAt);
    long credited = Math.clamp(tickedAt - bornAt, 0, LONGEST_CREDIT);
    return PER_SECOND * (credited / NANOS_PER_SECOND) + earned + application;
  }

  private void fade(long tickedAt) {
    long due = (tickedAt - bornAt) / HALVED_EVERY;
    if (due > halvings) {
      earned = Math.scalb(earned, -(int) Math.min(due - halvings, ENOUGH_HALVINGS));
      halvings = due;
    }
  }
}
