package dev.mossspore.crypto;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/**
 * Secure random bytes, drawn in blocks: a nonce for every datagram would otherwise cost more than
 * sealing it. Not thread-safe.
 */
public final class RandomPool implements RandomGenerator {
  private static final int BLOCK = 4096;

  private final SecureRandom source;
  private final byte[] block = new byte[BLOCK];
  private final ByteBuffer unused = ByteBuffer.wrap(block).position(BLOCK);

  public RandomPool(SecureRandom source) {
    this.source = source;
  }

  @Override
  public void nextBytes(byte[] bytes) {
    int filled = 0;
    while (filled < bytes.length) {
      refill(1);
      int count = Math.min(unused.remaining(), bytes.length - filled);
      unused.get(bytes, filled, count);
      filled += count;
    }
  }

  @Override
  public long nextLong() {
    refill(Long.BYTES);
    return unused.getLong();
  }

  private void refill(int wanted) {
    if (unused.remaining() < wanted) {
      source.nextBytes(block);
      unused.rewind();
    }
  }
}
