package dev.mossspore.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.base.HostPort;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class AddressRulesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "8",
        "8.8",
        "8.8.8:1",
        "010.8.8.8:1",
        "8.8.8.256:1",
        "1.2.3.4.5",
        "2001:db8::1%eth0",
        ":1",
        "[8.8.8.8",
        "[]:1",
        "[2001:db8::1",
        "a:b:c",
        "\u0661.1.1.1:1"
      })
  void whatIsNoLiteralHasNoRank(String address) {
    assertEquals(AddressRank.NONE, AddressRank.of(address));
    assertFalse(AddressRules.loopback(address));
  }

  @Test
  void aHostIsTheSameInEverySpelling() {
    assertTrue(AddressRules.sameHost("[2001:db8:0::1]:1", "[2001:db8::1]:2"));
    assertTrue(AddressRules.sameHost("example.org:1", "example.org:2"));
    assertFalse(AddressRules.sameHost("", "8.8.8.8:1"));
  }

  @Test
  void theConfiguredAddressWins() {
    AdvertisedAddress choice =
        new AdvertisedAddress(
            Optional.of(new HostPort("203.0.113.9", 4001)), Optional.of("10.0.0.1"), 1);
    assertEquals("203.0.113.9:4001", choice.toAnnounce("198.51.100.1:9", List.of(), List.of()));
  }

  @Test
  void theBestInterfaceComesBeforeLoopback() {
    AdvertisedAddress choice =
        new AdvertisedAddress(Optional.empty(), Optional.of("2001:db8::1"), 4001);
    assertEquals("[2001:db8::1]:4001", choice.toAnnounce("", List.of(), List.of()));
    assertEquals(4001, choice.announcePort("junk"));
  }
}
