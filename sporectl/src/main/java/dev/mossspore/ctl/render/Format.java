package dev.mossspore.ctl.render;

import java.util.Locale;

/** An output format. */
public enum Format {
  TABLE,
  WIDE,
  JSON,
  JSONL,
  YAML,
  CSV;

  /** Whether programs read it. */
  public boolean forMachines() {
    return this != TABLE && this != WIDE;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
