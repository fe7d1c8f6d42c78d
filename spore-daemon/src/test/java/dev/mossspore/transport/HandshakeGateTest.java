package dev.mossspore.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.transport.HandshakeGate.Place;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class HandshakeGateTest {
  private static final int LIMIT = 64;

  private final HandshakeGate gate = new HandshakeGate(LIMIT, 6, new Random(1));
  private final List<Integer> evicted = new ArrayList<>();

  @Test
  void refusesMoreThanItsShareToOneSource() {
    Place first = enter(1, 1);
    for (int number = 2; number <= 6; number++) {
      enter(1, number);
    }
    assertNull(enter(1, 7));
    gate.leave(held(first));
    assertNotNull(enter(1, 8));
    assertEquals(List.of(), evicted);
  }

  @Test
  void takesTheRoomFromTheSourceThatHasMost() {
    for (int number = 1; number <= 6; number++) {
      enter(7, number);
    }
    for (int number = 7; number <= LIMIT; number++) {
      enter(100 + number, number);
    }
    enter(5000, 0);
    enter(5001, 0);
    assertEquals(List.of(1, 2), evicted);
    assertEquals(LIMIT, gate.running());
  }

  @Test
  void aPlaceThatWasGivenAwayIsNotFreedTwice() {
    Place first = held(enter(0, 0));
    for (int number = 1; number <= LIMIT; number++) {
      enter(number <= 5 ? 0 : number, number);
    }
    assertEquals(List.of(0), evicted);
    gate.leave(first);
    assertEquals(LIMIT, gate.running());
  }

  @Test
  void aFewPeersMayShareAnAddress() {
    for (int number = 0; number < LIMIT; number++) {
      enter(number, number);
    }
    for (int number = LIMIT; number < LIMIT + 4; number++) {
      enter(5000, number);
    }
    assertTrue(evicted.stream().allMatch(gone -> gone < LIMIT), evicted::toString);
  }

  @Test
  void sparesTheYoungWhenAllSourcesAreAlike() {
    int young = 0;
    for (int number = 0; number < 100 * LIMIT; number++) {
      enter(number, number);
      int quarter = number - LIMIT / 4;
      young += evicted.stream().anyMatch(gone -> gone > quarter) ? 1 : 0;
      evicted.clear();
    }
    assertTrue(young < LIMIT, "of the youngest quarter had to go: " + young);
  }

  private @Nullable Place enter(int source, int number) {
    byte[] address = {127, 0, (byte) (source >>> 8), (byte) source};
    try {
      return gate.enter(InetAddress.getByAddress(address), () -> evicted.add(number));
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Place held(@Nullable Place place) {
    return Objects.requireNonNull(place);
  }
}
