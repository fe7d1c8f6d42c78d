package dev.mossspore.transport;

/**
 * Which of the last 64 sequences of a UDP session were received (chapter 02 section 4.2). Sequences
 * are unsigned; the first may be any. Not thread-safe.
 */
final class ReplayWindow {
  private static final int SIZE = Long.SIZE;

  private boolean seen;
  private long max;
  private long mask;

  /** Whether a packet of this sequence is neither a duplicate nor too old to tell. */
  boolean fresh(long sequence) {
    if (!seen || Long.compareUnsigned(sequence, max) > 0) {
      return true;
    }
    long behind = max - sequence;
    return Long.compareUnsigned(behind, SIZE) < 0 && (mask & (1L << behind)) == 0;
  }

  /** Records a fresh sequence, once its packet has proved authentic. */
  void mark(long sequence) {
    if (!seen) {
      seen = true;
      max = sequence;
      mask = 1;
    } else if (Long.compareUnsigned(sequence, max) > 0) {
      long shift = sequence - max;
      mask = Long.compareUnsigned(shift, SIZE) < 0 ? mask << shift | 1 : 1;
      max = sequence;
    } else {
      mask |= 1L << (max - sequence);
    }
  }

  /** The highest sequence marked; 0 before the first. */
  long max() {
    return max;
  }

  /** Bit i: whether {@code max - i} was marked. */
  long mask() {
    return mask;
  }
}
