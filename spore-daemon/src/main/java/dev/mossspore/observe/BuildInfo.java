package dev.mossspore.observe;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Properties;

/**
 * What was built, and what runs it (07 sections 8.5 and 11).
 *
 * @param commit all of it, or {@value #UNKNOWN}
 * @param buildDate RFC 3339 in UTC, or {@value #UNKNOWN}
 * @param runtimeVersion of the Java runtime, for example {@code 25.0.1}
 * @param os in Go's words: {@code linux}, {@code darwin}, {@code windows}
 * @param arch in Go's words: {@code amd64}, {@code arm64}
 */
public record BuildInfo(
    String version,
    String commit,
    String buildDate,
    String runtimeVersion,
    String os,
    String arch) {
  /** Stands for a commit or a date that nobody stamped. */
  public static final String UNKNOWN = "unknown";

  /** The network protocol spoken. */
  public static final String PROTOCOL = "moss/1";

  /** The reference runtime this one was checked against. */
  public static final String MOSS_COMPAT = "v0.8.19";

  private static final String UNSTAMPED_VERSION = "0.1.0-dev";
  private static final String STAMP = "/mossspore-build.properties";
  private static final int SHORT_COMMIT = 8;

  /** This program, on this machine; a build without a stamp is a development build. */
  public static BuildInfo current() {
    Properties stamp = new Properties();
    try (InputStream in = BuildInfo.class.getResourceAsStream(STAMP)) {
      if (in != null) {
        stamp.load(in);
      }
    } catch (IOException | IllegalArgumentException e) {
      // A broken stamp costs the numbers, not the start.
      stamp.clear();
    }
    return of(stamp, System.getProperties());
  }

  static BuildInfo of(Properties stamp, Properties system) {
    return new BuildInfo(
        stamped(stamp, "version", UNSTAMPED_VERSION),
        stamped(stamp, "commit", UNKNOWN),
        stamped(stamp, "date", UNKNOWN),
        system.getProperty("java.version"),
        os(system.getProperty("os.name").toLowerCase(Locale.ROOT)),
        arch(system.getProperty("os.arch").toLowerCase(Locale.ROOT)));
  }

  /** The first eight digits of the commit, or {@value #UNKNOWN}. */
  public String shortCommit() {
    return commit.length() > SHORT_COMMIT ? commit.substring(0, SHORT_COMMIT) : commit;
  }

  /** {@code MossSpore 0.1.0 (a1b2c3d4) built 2026-05-26T18:00:00Z}; unknown parts are left out. */
  public String versionLine() {
    String commitPart = commit.equals(UNKNOWN) ? "" : " (" + shortCommit() + ")";
    String datePart = buildDate.equals(UNKNOWN) ? "" : " built " + buildDate;
    return "MossSpore " + version + commitPart + datePart;
  }

  private static String stamped(Properties stamp, String key, String otherwise) {
    String value = stamp.getProperty(key, "").strip();
    boolean unfiltered = value.startsWith("${") || value.startsWith("@");
    return value.isEmpty() || unfiltered ? otherwise : value;
  }

  private static String os(String name) {
    if (name.startsWith("windows")) {
      return "windows";
    }
    return name.startsWith("mac") ? "darwin" : name;
  }

  private static String arch(String name) {
    return switch (name) {
      case "x86_64" -> "amd64";
      case "aarch64" -> "arm64";
      default -> name;
    };
  }
}
