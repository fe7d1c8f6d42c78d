package dev.mossspore.app;

import java.util.List;
import java.util.concurrent.ConcurrentSkipListSet;

/** Words that hold at present, for {@code /info} and {@code /ready}. Any thread. */
final class Conditions {
  private final ConcurrentSkipListSet<String> words = new ConcurrentSkipListSet<>();

  /** Says whether a word holds from now on, for example {@code bootstrapping}. */
  void set(String word, boolean holds) {
    if (holds) {
      words.add(word);
    } else {
      words.remove(word);
    }
  }

  /** Those that hold, in the order of the alphabet. */
  List<String> all() {
    return List.copyOf(words);
  }
}
