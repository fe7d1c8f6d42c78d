package dev.mossspore.testing;

import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Properties over drawn values; a failure names the seed that draws the value again. */
public final class ForAll {
  private ForAll() {}

  /** Checks the property for the values of the seeds from 0 up to a count. */
  public static <T> void forAll(
      int count, Function<RandomGenerator, T> draw, Consumer<T> property) {
    for (int seed = 0; seed < count; seed++) {
      T value = draw.apply(new SplittableRandom(seed));
      try {
        property.accept(value);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed + " drew " + value, e);
      }
    }
  }
}
