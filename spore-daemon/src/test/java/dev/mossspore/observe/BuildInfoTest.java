package dev.mossspore.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Properties;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class BuildInfoTest {
  private static final String COMMIT = "a1b2c3d4e5f60718293a4b5c6d7e8f9012345678";
  private static final String DATE = "2026-05-26T18:00:00Z";

  @Test
  void theVersionLineLeavesOutWhatIsUnknown() {
    assertEquals("MossSpore 0.1.0-dev", line());
    assertEquals("MossSpore 0.1.0", line("version", "0.1.0"));
    assertEquals("MossSpore 0.1.0-dev (a1b2c3d4)", line("commit", COMMIT));
    assertEquals(
        "MossSpore 0.1.0 (a1b2c3d4) built 2026-05-26T18:00:00Z",
        line("version", "0.1.0", "commit", COMMIT, "date", DATE));
  }

  @Test
  void placeholdersThatNobodyFilledAreNoStamp() {
    assertEquals(
        "MossSpore 0.1.0-dev",
        line("version", "${stamp.version}", "commit", "@commit@", "date", " "));
  }

  @Test
  void platformsAreNamedAsGoNamesThem() {
    assertEquals("linux/amd64", platform("Linux", "amd64"));
    assertEquals("linux/arm64", platform("Linux", "aarch64"));
    assertEquals("darwin/amd64", platform("Mac OS X", "x86_64"));
    assertEquals("windows/amd64", platform("Windows Server 2022", "amd64"));
  }

  @Test
  void theRunningProgramIsDescribed() {
    assertEquals(System.getProperty("java.version"), BuildInfo.current().runtimeVersion());
  }

  private static String line(String... stamp) {
    return BuildInfo.of(properties(stamp), System.getProperties()).versionLine();
  }

  private static String platform(String os, String arch) {
    Properties system = properties("java.version", "25.0.1", "os.name", os, "os.arch", arch);
    BuildInfo build = BuildInfo.of(new Properties(), system);
    return build.os() + "/" + build.arch();
  }

  private static Properties properties(String... pairs) {
    Properties properties = new Properties();
    for (int i = 0; i < pairs.length; i += 2) {
      properties.setProperty(pairs[i], pairs[i + 1]);
    }
    return properties;
  }
}
