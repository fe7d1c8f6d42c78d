package dev.mossspore.relay;

import java.util.Arrays;

/** Divides a rate fairly (max-min). Pure. */
final class FairLevel {
  private FairLevel() {}

  /**
   * The rate that each may have at most, so that who wants less gets all he wants and the others
   * get equal parts of the rest; the whole rate if there is enough for all.
   *
   * @param demands is reordered
   */
  static double of(double[] demands, double rate) {
    Arrays.sort(demands);
    double left = rate;
    for (int i = 0; i < demands.length; i++) {
      double share = left / (demands.length - i);
      if (demands[i] > share) {
        return share;
      }
      left -= demands[i];
    }
    return rate;
  }
}
