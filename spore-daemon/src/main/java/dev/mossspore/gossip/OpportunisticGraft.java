package dev.mossspore.gossip;

import java.util.Collection;

/**
 * When a topic's mesh looks for better members although it has enough (chapter 03 section 10.4,
 * step 2). Pure.
 */
public final class OpportunisticGraft {
  private static final double THRESHOLD = 1;
  private static final int SMALLEST_MESH = 2;

  private OpportunisticGraft() {}

  /** Whether a mesh with members of these scores looks for better ones. */
  public static boolean wanted(Collection<Double> scores) {
    return scores.size() >= SMALLEST_MESH && median(scores) < THRESHOLD;
  }

  /** Whether a peer of this score would be a better one. */
  public static boolean candidate(double score) {
    return score > THRESHOLD;
  }

  /** The middle value, of an even number the mean of the two in the middle; 0 of none. */
  static double median(Collection<Double> scores) {
    double[] sorted = scores.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    if (sorted.length == 0) {
      return 0;
    }
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
