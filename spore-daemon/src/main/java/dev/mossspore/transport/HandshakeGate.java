package dev.mossspore.transport;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the inbound handshakes that run at one time, in all and per source address (chapter 01
 * section 5.2). When all places are taken the newcomer is not refused: as in {@link PendingTable},
 * the oldest handshake of the source that has most makes room, and where no source has more than a
 * few, the oldest of some drawn at random. So half a handshake holds a place only as long as nobody
 * needs it, and one that goes on is done before its turn comes. Thread-safe.
 */
final class HandshakeGate {
  private static final int FEW = 4;
  private static final int DRAWS = 4;

  private final int limit;
  private final int limitPerSource;
  private final RandomGenerator random;

  /** Oldest first; few enough to be searched. */
  private final List<Place> places = new ArrayList<>();

  private final Map<InetAddress, Integer> running = new HashMap<>();

  /** The place of one handshake. */
  static final class Place {
    private final InetAddress source;
    private final Runnable eviction;

    private Place(InetAddress source, Runnable eviction) {
      this.source = source;
      this.eviction = eviction;
    }
  }

  HandshakeGate(int limit, int limitPerSource, RandomGenerator random) {
    this.limit = limit;
    this.limitPerSource = limitPerSource;
    this.random = random;
  }

  /**
   * Lets a handshake begin; it has to end by {@link #leave}.
   *
   * @param eviction ends the handshake, if its place is given to another; called on the thread of
   *     that other
   * @return null if this source has as many as it may
   */
  @Nullable Place enter(InetAddress source, Runnable eviction) {
    Place place = new Place(source, eviction);
    Place evicted = null;
    synchronized (this) {
      if (running.getOrDefault(source, 0) >= limitPerSource) {
        return null;
      }
      if (places.size() >= limit) {
        evicted = victim();
        leave(evicted);
      }
      places.add(place);
      running.merge(source, 1, Integer::sum);
    }
    if (evicted != null) {
      evicted.eviction.run();
    }
    return place;
  }

  /** Frees a place; one that was given away already is no longer the caller's to free. */
  synchronized void leave(Place place) {
    if (places.remove(place)) {
      running.computeIfPresent(place.source, (address, count) -> count == 1 ? null : count - 1);
    }
  }

  synchronized int running() {
    return places.size();
  }

  private Place victim() {
    int most = Collections.max(running.values());
    if (most > FEW) {
      for (Place place : places) {
        if (running.getOrDefault(place.source, 0) == most) {
          return place;
        }
      }
    }
    int oldest = random.nextInt(places.size());
    for (int i = 1; i < DRAWS; i++) {
      oldest = Math.min(oldest, random.nextInt(places.size()));
    }
    return places.get(oldest);
  }
}
