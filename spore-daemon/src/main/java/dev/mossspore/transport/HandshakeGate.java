package dev.mossspore.transport;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the inbound handshakes that run at one time, in all and per source address (chapter 01
 * section 5.2). Thread-safe; the map holds an entry only while a handshake of that source runs.
 */
final class HandshakeGate {
  private final int limit;
  private final int limitPerSource;
  private final Map<InetAddress, Integer> running = new HashMap<>();
  private int total;

  HandshakeGate(int limit, int limitPerSource) {
    this.limit = limit;
    this.limitPerSource = limitPerSource;
  }

  /**
   * Null if the handshake may begin, which then has to be ended by {@link #leave}; else why not.
   */
  synchronized @Nullable Refusal enter(InetAddress source) {
    if (total >= limit) {
      return Refusal.HANDSHAKES_FULL;
    }
    int ofSource = running.getOrDefault(source, 0);
    if (ofSource >= limitPerSource) {
      return Refusal.SOURCE_FULL;
    }
    running.put(source, ofSource + 1);
    total++;
    return null;
  }

  synchronized void leave(InetAddress source) {
    running.computeIfPresent(source, (address, count) -> count == 1 ? null : count - 1);
    total--;
  }

  synchronized int running() {
    return total;
  }
}
