package dev.mossspore.admin;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for an answer of the node's loop, within a limit. */
final class Question {
  private static final Duration LIMIT = Duration.ofSeconds(2);

  private Question() {}

  static <T> T ask(CompletableFuture<T> answer) {
    try {
      return answer.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw Failure.NODE_BUSY.because("no answer within %d s".formatted(LIMIT.toSeconds()));
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.STOPPING.because("the spore stops");
    }
  }
}
