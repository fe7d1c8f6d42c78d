package dev.mossspore.base;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.Inet4Address;
import java.net.Inet6Address;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class IpTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "::",
        "::1",
        "1::",
        "2001:db8::55",
        "1:0:2:0:3:0:4:0",
        "1:0:0:2::3",
        "1::2:0:0:3",
        "fe80:1:2:3:4:5:6:ffff"
      })
  void theShortestSpellingIsKept(String text) {
    assertEquals(text, IpText.v6(Inet6Address.ofLiteral(text).getAddress()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "192.0.2.255"})
  void dottedDecimalIsKept(String text) {
    assertEquals(text, IpText.v4(Inet4Address.ofLiteral(text).getAddress()));
  }
}
