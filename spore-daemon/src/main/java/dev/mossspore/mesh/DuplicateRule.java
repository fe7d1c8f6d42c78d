package dev.mossspore.mesh;

import dev.mossspore.base.PeerId;

/**
 * Which of two sessions with one peer is kept (chapter 03 section 6.1, step 3). Both ends decide
 * alone and must agree, because a datagram carrier never says that it was closed.
 */
final class DuplicateRule {
  private DuplicateRule() {}

  /**
   * One of the two sessions.
   *
   * @param stream whether its carrier is a stream
   * @param outbound whether this node dialled it
   */
  record Session(boolean stream, boolean outbound) {}

  /**
   * Whether the newcomer replaces the existing session.
   *
   * @param misses pings in a row the existing session has not answered
   */
  static boolean replaces(
      PeerId local, PeerId remote, Session existing, int misses, Session newcomer) {
    if (existing.stream() != newcomer.stream()) {
      return newcomer.stream();
    }
    if (misses > 0) {
      return true;
    }
    if (existing.outbound() == newcomer.outbound()) {
      return false;
    }
    boolean keepOutbound = local.compareTo(remote) < 0;
    return newcomer.outbound() == keepOutbound;
  }
}
