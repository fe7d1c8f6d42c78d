package dev.mossspore.ctl.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** What was built. */
public final class Version {
  private static final String STAMP = "/sporectl-build.properties";
  private static final int SHORT_COMMIT = 8;

  private Version() {}

  /** {@code sporectl 0.1.0 (a1b2c3d4) built 2026-05-26T18:00:00Z}; unknown parts are left out. */
  public static String line() {
    Properties stamp = new Properties();
    try (InputStream in = Version.class.getResourceAsStream(STAMP)) {
      if (in != null) {
        stamp.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String commit = stamped(stamp, "commit");
    String date = stamped(stamp, "date");
    return "sporectl "
        + stamped(stamp, "version")
        + (commit.isEmpty()
            ? ""
            : " (" + commit.substring(0, Math.min(SHORT_COMMIT, commit.length())) + ")")
        + (date.isEmpty() ? "" : " built " + date);
  }

  private static String stamped(Properties stamp, String key) {
    String value = stamp.getProperty(key, "").strip();
    return value.startsWith("${") ? "" : value;
  }
}
