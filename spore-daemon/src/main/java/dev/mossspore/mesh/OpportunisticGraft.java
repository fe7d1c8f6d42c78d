package dev.mossspore.mesh;

import java.util.Arrays;

/**
 * When a topic mesh of mediocre peers takes in better ones (chapter 03 sections 10.4 and 11.2):
 * once the median of its scores has fallen below 1, peers above 1. Pure.
 */
public final class OpportunisticGraft {
  private static final double THRESHOLD = 1;

  private OpportunisticGraft() {}

  /** Whether a peer of this score may be taken in. */
  public static boolean accepts(double score) {
    return score > THRESHOLD;
  }

  /** The middle score, or the mean of the middle two; 0 where there is none. */
  public static double median(double... scores) {
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    if (sorted.length == 0) {
      return 0;
    }
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
