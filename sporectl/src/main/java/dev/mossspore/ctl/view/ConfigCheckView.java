package dev.mossspore.ctl.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a spore says of a configuration, without applying it. */
public record ConfigCheckView(
    boolean accepted, List<Problem> problems, List<Problem> warnings, List<Change> changes) {
  /** A mistake, or something odd. */
  public record Problem(String key, @Nullable String place, String message) {}

  /** A key whose value would change. */
  public record Change(
      String key, @Nullable Object running, @Nullable Object candidate, String reload) {}
}
