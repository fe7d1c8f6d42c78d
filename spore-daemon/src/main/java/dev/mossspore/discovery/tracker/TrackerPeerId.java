package dev.mossspore.discovery.tracker;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * What a node calls itself towards trackers (chapter 04 section 2.2): drawn anew at every start, so
 * that it tells nothing of the identity. Pure.
 */
public final class TrackerPeerId {
  /** Length in bytes. */
  static final int LENGTH = 20;

  private static final byte[] PREFIX = "-MS0100-".getBytes(US_ASCII);
  private static final byte[] ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789".getBytes(US_ASCII);

  private TrackerPeerId() {}

  /** Draws 20 printable bytes. */
  public static byte[] draw(RandomGenerator random) {
    byte[] id = new byte[LENGTH];
    random.nextBytes(id);
    return of(Arrays.copyOf(id, LENGTH - PREFIX.length));
  }

  /** The name that 12 drawn bytes make. */
  static byte[] of(byte[] drawn) {
    byte[] id = Arrays.copyOf(PREFIX, LENGTH);
    for (int i = 0; i < drawn.length; i++) {
      id[PREFIX.length + i] = ALPHABET[Byte.toUnsignedInt(drawn[i]) % ALPHABET.length];
    }
    return id;
  }
}
