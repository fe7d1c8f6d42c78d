package dev.mossspore.ctl.fleet;

import dev.mossspore.ctl.endpoint.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * Asks hosts side by side. A host's time begins when it is its turn, so a dead one costs its own
 * row and one of the places, nothing else.
 *
 * @param parallel how many at a time
 * @param limit each host's time
 */
public record FanOut(int parallel, Duration limit) {
  /** A question to one host. Blocks for as long as the deadline leaves. */
  @FunctionalInterface
  public interface Question<T> {
    /** The answer. */
    T ask(Target target, Deadline deadline) throws CallFailedException, InterruptedException;
  }

  /** One envelope per target, in the targets' order. */
  public <T> List<Envelope<T>> run(List<Target> targets, Question<T> question)
      throws InterruptedException {
    Semaphore places = new Semaphore(parallel);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Envelope<T>>> pending = new ArrayList<>();
      for (Target target : targets) {
        pending.add(threads.submit(() -> inTurn(places, target, question)));
      }
      List<Envelope<T>> envelopes = new ArrayList<>();
      for (Future<Envelope<T>> envelope : pending) {
        envelopes.add(envelope.get());
      }
      return envelopes;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a bug while asking a host", e.getCause());
    }
  }

  private <T> Envelope<T> inTurn(Semaphore places, Target target, Question<T> question)
      throws InterruptedException {
    places.acquire();
    try {
      return one(target, question);
    } finally {
      places.release();
    }
  }

  private <T> Envelope<T> one(Target target, Question<T> question) throws InterruptedException {
    long start = System.nanoTime();
    String endpoint = target.endpoint().toString();
    try {
      T data = question.ask(target, Deadline.in(limit));
      return new Envelope<>(target.name(), endpoint, Outcome.OK, since(start), data, null);
    } catch (CallFailedException e) {
      return new Envelope<>(target.name(), endpoint, e.outcome(), since(start), null, e.failure());
    }
  }

  private static long since(long start) {
    return (System.nanoTime() - start) / 1_000_000;
  }
}
