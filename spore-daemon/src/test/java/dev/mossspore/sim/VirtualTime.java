package dev.mossspore.sim;

import dev.mossspore.base.Ticker;
import java.time.Duration;
import java.util.PriorityQueue;

/**
 * A clock that jumps from one event to the next; events of one instant run in the order they were
 * set.
 */
public final class VirtualTime implements Ticker {
  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private long now;
  private long sequence;

  private record Event(long at, long sequence, Runnable action) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      int byTime = Long.compare(at, other.at);
      return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
    }
  }

  @Override
  public long nanos() {
    return now;
  }

  /** Runs the action after a delay in nanoseconds; one below zero counts as zero. */
  public void after(long delay, Runnable action) {
    events.add(new Event(now + Math.max(0, delay), sequence++, action));
  }

  /** Runs the action again and again, first after one period. */
  public void every(Duration period, Runnable action) {
    after(
        period.toNanos(),
        () -> {
          action.run();
          every(period, action);
        });
  }

  /** Runs what happens within the span, and moves the clock to its end. */
  public void run(Duration span) {
    long end = now + span.toNanos();
    while (!events.isEmpty() && events.element().at() <= end) {
      Event next = events.remove();
      now = next.at();
      next.action().run();
    }
    now = end;
  }
}
