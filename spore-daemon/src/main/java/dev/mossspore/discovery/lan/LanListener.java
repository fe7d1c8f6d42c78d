package dev.mossspore.discovery.lan;

import dev.mossspore.base.HostPort;

/** Takes beacons that are worth acting on. */
@FunctionalInterface
public interface LanListener {
  /**
   * A neighbour was heard.
   *
   * @param address where it can be dialled, if it speaks the truth
   * @param answer sends our own beacon to it; any thread, never blocks
   */
  void heard(LanBeacon beacon, HostPort address, Runnable answer);
}
