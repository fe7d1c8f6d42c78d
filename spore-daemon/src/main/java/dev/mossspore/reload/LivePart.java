package dev.mossspore.reload;

import dev.mossspore.config.SporeConfig;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * A part of the node that obeys some keys while it runs. Changes in two steps, so that of several
 * parts all change or none does. Called on one thread at a time, which may block.
 */
@FunctionalInterface
public interface LivePart {
  /**
   * Does all of a change that can fail, such as binding a socket, while the part goes on as before.
   *
   * @param next the configuration to run with; all of it is valid
   * @return what makes the change or takes the preparation back; exactly one of both will be called
   * @throws IOException with a sentence for the operator; then nothing has changed, here or
   *     elsewhere
   */
  Prepared prepare(SporeConfig next) throws IOException;

  /** A change that can no longer fail. */
  interface Prepared {
    void commit();

    /** Another part could not prepare itself: everything stays as it was. */
    void abandon();
  }

  /** A part whose change cannot fail and needs no preparation. */
  static LivePart of(Consumer<SporeConfig> change) {
    return next ->
        new Prepared() {
          @Override
          public void commit() {
            change.accept(next);
          }

          @Override
          public void abandon() {}
        };
  }
}
