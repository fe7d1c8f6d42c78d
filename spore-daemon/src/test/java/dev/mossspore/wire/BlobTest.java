package dev.mossspore.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class BlobTest {
  private final byte[] bytes = {1, 2, 3};

  @Test
  void equalsByContent() {
    assertEquals(Blob.wrap(bytes), Blob.copyOf(bytes));
    assertEquals(Blob.wrap(bytes).hashCode(), Blob.copyOf(bytes).hashCode());
    assertSame(Blob.EMPTY, Blob.copyOf(new byte[0]));
  }

  @Test
  void copiesKeepTheBytesFromTheirReaders() {
    Blob blob = Blob.copyOf(bytes);
    bytes[0] = 9;
    blob.toBytes()[1] = 9;
    assertArrayEquals(new byte[] {1, 2, 3}, blob.toBytes());
    assertTrue(blob.asBuffer().isReadOnly());
    assertEquals(ByteBuffer.wrap(new byte[] {1, 2, 3}), blob.asBuffer());
  }
}
