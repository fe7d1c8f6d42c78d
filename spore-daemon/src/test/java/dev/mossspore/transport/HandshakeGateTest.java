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

  private final HandshakeGate gate = new HandshakeGate(LIMIT, 3, new Random(1));
  private final List<Integer> evicted = new ArrayList<>();

  @Test
  void refusesMoreThanItsShareToOneSource() {
    Place first = enter(1, 1);
    enter(1, 2);
    enter(1, 3);
    assertNull(enter(1, 4));
    gate.leave(held(first));
    assertNotNull(enter(1, 5));
    assertEquals(List.of(), evicted);
  }

  @Test
  void takesTheRoomFromTheSourceThatHasMost() {
    for (int number = 0; number < LIMIT - 2; number++) {
      enter(number, number);
    }
    enter(7, 1007);
    enter(9, 1009);
    enter(5000, 1);
    enter(5001, 2);
    assertEquals(List.of(7, 9), evicted);
    assertEquals(LIMIT, gate.running());
  }

  @Test
  void aPlaceThatWasGivenAwayIsNotFreedTwice() {
    Place first = held(enter(0, 0));
    enter(0, 1);
    for (int number = 2; number <= LIMIT; number++) {
      enter(number, number);
    }
    assertEquals(List.of(0), evicted);
    gate.leave(first);
    assertEquals(LIMIT, gate.running());
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
