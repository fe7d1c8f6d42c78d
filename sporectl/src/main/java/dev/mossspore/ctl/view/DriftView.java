package dev.mossspore.ctl.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a spore's configuration differs from something else. */
public record DriftView(String against, List<Difference> differences) {
  /** A key with two values. */
  public record Difference(String key, @Nullable Object here, @Nullable Object there) {}
}
