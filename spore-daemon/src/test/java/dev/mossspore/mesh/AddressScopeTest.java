package dev.mossspore.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class AddressScopeTest {
  @ParameterizedTest
  @CsvSource({
    "203.0.113.1, PUBLIC",
    "0.1.2.3, PUBLIC",
    "100.63.255.255, PUBLIC",
    "100.64.0.0, CARRIER",
    "100.127.255.255, CARRIER",
    "100.128.0.0, PUBLIC",
    "10.0.0.1, PRIVATE",
    "172.16.0.1, PRIVATE",
    "172.32.0.1, PUBLIC",
    "192.168.0.1, PRIVATE",
    "fd00::1, PRIVATE",
    "fec0::1, PUBLIC",
    "2001:db8::1, PUBLIC",
    "::ffff:10.0.0.1, PRIVATE",
    "::ffff:203.0.113.1, PUBLIC",
    "127.0.0.2, LOOPBACK",
    "::1, LOOPBACK",
    "0.0.0.0, OTHER",
    "::, OTHER",
    "169.254.1.1, OTHER",
    "fe80::1, OTHER",
    "224.0.0.1, OTHER",
    "ff02::1, OTHER",
    "255.255.255.255, OTHER",
    "'', NAME",
    "relay, NAME",
    "host.example, NAME",
    "10.1, NAME",
    "1.2.3.256, NAME",
    "fe80::1%nowhere, NAME",
  })
  void isToldFromTheSpelling(String host, AddressScope scope) {
    assertEquals(scope, AddressScope.of(host));
  }
}
