package dev.mossspore.ctl.fleet;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What came of asking one host.
 *
 * @param latencyMs from the beginning of the attempt to its end
 * @param data the answer; null unless the outcome is {@link Outcome#OK}
 * @param error why there is none; null if it is
 */
public record Envelope<T>(
    String host,
    String endpoint,
    Outcome outcome,
    long latencyMs,
    @Nullable T data,
    @Nullable Failure error) {
  public boolean ok() {
    return outcome == Outcome.OK;
  }

  /** The same with another answer. */
  public <V> Envelope<V> map(Function<T, V> view) {
    T answer = data;
    return new Envelope<>(
        host, endpoint, outcome, latencyMs, answer == null ? null : view.apply(answer), error);
  }
}
