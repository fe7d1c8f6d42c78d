package dev.mossspore.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class DefaultsTest {
  @Test
  void theSocketLiesWhereTheSystemKeepsSuchThings() {
    assertEquals("/run/mossspore/admin.sock", Defaults.adminSocket("Linux", Map.of()));
    assertEquals("/run/mossspore/admin.sock", Defaults.adminSocket("Mac OS X", Map.of()));
    assertEquals(
        "D:\\Data\\MossSpore\\admin.sock",
        Defaults.adminSocket("Windows Server 2022", Map.of("ProgramData", "D:\\Data")));
    assertEquals(
        "C:\\ProgramData\\MossSpore\\admin.sock", Defaults.adminSocket("Windows 11", Map.of()));
  }
}
