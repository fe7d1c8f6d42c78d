package dev.mossspore.transport;

/**
 * What carries a session. A stream reports its own end; a datagram carrier never does (chapter 02
 * section 9.3).
 */
public enum Carrier {
  TCP,
  UDP;

  /** Whether the carrier is reliable, ordered, and tells when it is gone. */
  public boolean stream() {
    return this == TCP;
  }
}
