package dev.mossspore.discovery.lan;

/** Why a datagram from the segment was not acted on. */
public enum LanDrop {
  /** No beacon, or one with values that make no sense. */
  MALFORMED,
  /** From no address. */
  SOURCE,
  /** Of another network. */
  NETWORK,
  /** Our own. */
  OURSELVES,
  /** More than a source may send, or all of them. */
  RATE,
  /** From yet another source. */
  TOO_MANY_SOURCES
}
