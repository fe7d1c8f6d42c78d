package dev.mossspore.ctl.inventory;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses which known name a misspelled one was meant to be. */
public final class NearestName {
  private static final int MAX_LENGTH = 64;

  private NearestName() {}

  /**
   * The one of {@code known} that the name begins or ends, as {@code rtt} does {@code rtt_seconds};
   * else the closest, if one is close: a letter in four may be wrong, and one more.
   */
  public static Optional<String> of(String name, Collection<String> known) {
    String lower = name.toLowerCase(Locale.ROOT);
    Optional<String> whole = part(lower, known);
    if (whole.isPresent()) {
      return whole;
    }
    int allowed = 1 + lower.length() / 4;
    return known.stream()
        .filter(candidate -> Math.max(candidate.length(), lower.length()) <= MAX_LENGTH)
        .min(Comparator.comparingInt(candidate -> distance(lower, candidate)))
        .filter(candidate -> distance(lower, candidate) <= allowed);
  }

  private static Optional<String> part(String name, Collection<String> known) {
    return known.stream()
        .filter(candidate -> candidate.startsWith(name + "_") || candidate.endsWith("." + name))
        .findFirst();
  }

  /** Edits from one to the other: insert, delete, replace, or swap two neighbours. */
  private static int distance(String a, String known) {
    String b = known.toLowerCase(Locale.ROOT);
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : step(a, b, i, j, cost);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int step(String a, String b, int i, int j, int[][] cost) {
    boolean same = a.charAt(i - 1) == b.charAt(j - 1);
    int best = Math.min(cost[i - 1][j] + 1, cost[i][j - 1] + 1);
    best = Math.min(best, cost[i - 1][j - 1] + (same ? 0 : 1));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }
}
