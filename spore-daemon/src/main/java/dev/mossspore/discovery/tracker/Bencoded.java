package dev.mossspore.discovery.tracker;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/** A value of BEP 3's encoding. */
sealed interface Bencoded {
  record Whole(long value) implements Bencoded {}

  /**
   * A byte string.
   *
   * @param bytes a view of what was read
   */
  record Text(ByteBuffer bytes) implements Bencoded {}

  record Items(List<Bencoded> values) implements Bencoded {}

  /**
   * A dictionary.
   *
   * @param values keys are bytes, each of which is a character here
   */
  record Dictionary(Map<String, Bencoded> values) implements Bencoded {}
}
