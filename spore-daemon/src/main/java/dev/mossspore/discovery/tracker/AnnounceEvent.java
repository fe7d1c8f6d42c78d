package dev.mossspore.discovery.tracker;

import java.util.Locale;

/** Why a tracker is told of a node. */
enum AnnounceEvent {
  /** It is still there. */
  NONE(0),
  /** It has all it wanted. */
  COMPLETED(1),
  /** It has just come. */
  STARTED(2),
  /** It is about to go. */
  STOPPED(3);

  private final int code;

  AnnounceEvent(int code) {
    this.code = code;
  }

  /** The number in a datagram. */
  int code() {
    return code;
  }

  /** The word in a query; the network also sends {@code none}, which BEP 3 would leave out. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
