import java.util.List;

/** What this machine is called. */
final class Platform {
  private static final String OS = System.getProperty("os.name");
  private static final boolean MAC = OS.startsWith("Mac");
  private static final boolean ARM = System.getProperty("os.arch").equals("aarch64");

  static final boolean WINDOWS = OS.startsWith("Windows");
  static final boolean LINUX = !MAC && !WINDOWS;

  /** In Go's words, as releases are named. */
  static final String NAME =
      (WINDOWS ? "windows" : MAC ? "darwin" : "linux") + (ARM ? "-arm64" : "-amd64");

  /** As Netty marks the jars that hold libraries; there are none for Windows. */
  static final String NETTY_NAME =
      (WINDOWS ? "windows" : MAC ? "osx" : "linux") + (ARM ? "-aarch_64" : "-x86_64");

  /** All that Netty has marks for. */
  static final List<String> NETTY_NAMES =
      List.of("linux-x86_64", "linux-aarch_64", "linux-riscv64", "osx-x86_64", "osx-aarch_64");

  /** How programs end. */
  static final String EXE = WINDOWS ? ".exe" : "";

  private Platform() {}
}
