package dev.mossspore.ctl.tree;

/** Compares texts, as numbers where both are. */
final class Ordered {
  private Ordered() {}

  static int compare(String a, String b) {
    try {
      return Double.compare(Double.parseDouble(a), Double.parseDouble(b));
    } catch (NumberFormatException e) {
      return a.compareTo(b);
    }
  }
}
