package dev.mossspore.abuse;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** How attempts ended, and how long those took that succeeded. Any thread. */
final class Tally {
  private final AtomicLong begun = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong sequence = new AtomicLong();
  private final ConcurrentSkipListMap<Took, Boolean> succeeded = new ConcurrentSkipListMap<>();

  private record Took(Duration time, long number) implements Comparable<Took> {
    @Override
    public int compareTo(Took other) {
      int byTime = time.compareTo(other.time);
      return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
  }

  void follow(CompletableFuture<Duration> attempt) {
    begun.incrementAndGet();
    attempt.whenComplete(this::ended);
  }

  private void ended(@Nullable Duration time, @Nullable Throwable failure) {
    if (time == null) {
      failed.incrementAndGet();
    } else {
      succeeded.put(new Took(time, sequence.incrementAndGet()), true);
    }
  }

  long begun() {
    return begun.get();
  }

  long failed() {
    return failed.get();
  }

  long succeeded() {
    return succeeded.size();
  }

  boolean settled() {
    return failed() + succeeded() == begun();
  }

  long slowestMillis() {
    var last = succeeded.lastEntry();
    return last == null ? 0 : last.getKey().time().toMillis();
  }

  @Override
  public String toString() {
    return "%d of %d, slowest %d ms".formatted(succeeded(), begun(), slowestMillis());
  }
}
