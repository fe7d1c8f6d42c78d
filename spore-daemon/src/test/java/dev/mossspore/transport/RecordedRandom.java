package dev.mossspore.transport;

import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;

/** Randomness that was written down: hands out bytes in their order, and fails when they end. */
final class RecordedRandom implements RandomGenerator {
  private final ByteBuffer recorded;

  RecordedRandom(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    this.recorded = ByteBuffer.allocate(length);
    for (byte[] part : parts) {
      recorded.put(part);
    }
    recorded.flip();
  }

  @Override
  public void nextBytes(byte[] bytes) {
    recorded.get(bytes);
  }

  @Override
  public long nextLong() {
    return recorded.getLong();
  }
}
