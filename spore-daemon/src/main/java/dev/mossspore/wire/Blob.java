package dev.mossspore.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Bytes that never change, equal by content: what a byte field of an envelope holds. Any thread.
 */
public final class Blob {
  /** No bytes, which on the wire is the same as an absent field. */
  public static final Blob EMPTY = new Blob(new byte[0]);

  private final byte[] bytes;

  private Blob(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Copies the bytes; the caller keeps its array. */
  public static Blob copyOf(byte[] bytes) {
    return wrap(bytes.clone());
  }

  /** Takes the array over without a copy: from here on the caller must not write to it. */
  public static Blob wrap(byte[] bytes) {
    return bytes.length == 0 ? EMPTY : new Blob(bytes);
  }

  /** How many bytes. */
  public int length() {
    return bytes.length;
  }

  /** Whether this stands for an absent field. */
  public boolean isEmpty() {
    return bytes.length == 0;
  }

  /** The byte at an index from 0 to {@code length() - 1}. */
  public byte at(int index) {
    return bytes[index];
  }

  /** A copy, the caller's own. */
  public byte[] toBytes() {
    return bytes.clone();
  }

  /** A read-only view without a copy. */
  public ByteBuffer asBuffer() {
    return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
  }

  /** The array itself, for reading only. */
  byte[] array() {
    return bytes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Blob that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return bytes.length + " bytes";
  }
}
