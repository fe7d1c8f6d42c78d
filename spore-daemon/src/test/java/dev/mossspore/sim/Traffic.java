package dev.mossspore.sim;

/** What a host has done since it was last asked. */
final class Traffic {
  private long sent;
  private long dials;

  void sent() {
    sent++;
  }

  void dialled() {
    dials++;
  }

  /** Packets sent since the last call. */
  long takeSent() {
    long taken = sent;
    sent = 0;
    return taken;
  }

  /** Dials begun since the last call. */
  long takeDials() {
    long taken = dials;
    dials = 0;
    return taken;
  }
}
