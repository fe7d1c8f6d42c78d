package dev.mossspore.transport;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("wire")
class DatagramOpenerTest {
  private static final byte[] KEY = {
    1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2
  };

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 59, 60, 250, 1_000, 1_413, 5_000, DatagramSealer.MAX_PACKET})
  void thePacketOfAnotherSessionStaysWhole(int length) {
    byte[] payload = new byte[length];
    new SplittableRandom(length).nextBytes(payload);
    byte[] sealed = new DatagramSealer(KEY).seal(java.nio.ByteBuffer.wrap(payload));
    ByteBuffer packet = ByteBuffer.wrap(sealed.clone());
    DatagramOpener stranger = new DatagramOpener(new byte[32]);
    assertNull(stranger.open(packet));
    assertNull(stranger.open(packet));
    assertArrayEquals(sealed, packet.array());
    ByteBuffer opened = requireNonNull(new DatagramOpener(KEY).open(packet));
    assertEquals(Mux.DEFAULT_STREAM, opened.getInt());
    assertEquals(ByteBuffer.wrap(payload), opened);
  }

  @Test
  void thePacketMayLieAnywhereInItsArray() {
    byte[] sealed = new DatagramSealer(KEY).seal(java.nio.ByteBuffer.wrap(new byte[] {9}));
    ByteBuffer array = ByteBuffer.allocate(100).position(10).slice().position(20).put(sealed);
    ByteBuffer packet = array.flip().position(20);
    ByteBuffer opened = requireNonNull(new DatagramOpener(KEY).open(packet));
    assertEquals(ByteBuffer.wrap(new byte[] {0, 0, 0, 1, 9}), opened);
    assertEquals(sealed.length, packet.remaining());
  }
}
