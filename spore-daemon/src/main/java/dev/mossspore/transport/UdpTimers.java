package dev.mossspore.transport;

import java.util.PriorityQueue;

/**
 * What the UDP machine has to do later. There is no cancelling: an action looks whether it is still
 * wanted. Confined to the UDP loop; the number of timers is bounded by that of dials, each of which
 * sets fewer than ten.
 */
final class UdpTimers {
  /** Result of {@link #next} when nothing is to be done. */
  static final long NEVER = Long.MAX_VALUE;

  private final PriorityQueue<Timer> queue = new PriorityQueue<>();
  private long sequence;

  private record Timer(long at, long sequence, Runnable action) implements Comparable<Timer> {
    @Override
    public int compareTo(Timer other) {
      int byTime = Long.compare(at - other.at, 0);
      return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
    }
  }

  /** Runs the action once the monotonic clock reads {@code at} nanoseconds. */
  void at(long at, Runnable action) {
    queue.add(new Timer(at, sequence++, action));
  }

  /** When the next action is due, in nanoseconds, or {@link #NEVER}. */
  long next() {
    Timer first = queue.peek();
    return first == null ? NEVER : first.at();
  }

  /** Runs what is due. */
  void run(long now) {
    while (!queue.isEmpty() && queue.element().at() - now <= 0) {
      queue.remove().action().run();
    }
  }
}
