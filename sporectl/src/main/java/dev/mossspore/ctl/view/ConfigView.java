package dev.mossspore.ctl.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The effective configuration of a spore, in the order of the documentation. */
public record ConfigView(long generation, @Nullable String file, List<Setting> settings) {
  /**
   * One key. Values are trees; secrets are placeholders.
   *
   * @param pending what waits for a restart; null if nothing does
   */
  public record Setting(
      String key,
      @Nullable Object value,
      @Nullable Object defaultValue,
      String source,
      @Nullable String place,
      String reload,
      boolean effective,
      @Nullable Object pending) {}
}
