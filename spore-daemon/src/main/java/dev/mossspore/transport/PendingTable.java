package dev.mossspore.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The pending handshakes of all endpoints. When it is full, the newcomer is never refused as such:
 * the oldest of the source address that has most goes, and where no source has more than a few, the
 * oldest of some drawn at random. So one source cannot push out others, many sources cannot keep
 * others out, several peers may share an address, and a handshake that goes on is done before its
 * turn comes. Confined to the UDP loop.
 */
final class PendingTable {
  private static final int FEW = 4;
  private static final int DRAWS = 4;

  private final int capacity;
  private final RandomGenerator random;
  private final List<PendingHandshake> all = new ArrayList<>();
  private final LinkedHashSet<PendingHandshake> byAge = new LinkedHashSet<>();
  private final Map<InetSocketAddress, List<PendingHandshake>> byEndpoint = new HashMap<>();
  private final Map<InetAddress, LinkedHashSet<PendingHandshake>> bySource = new HashMap<>();
  private final TreeMap<Integer, LinkedHashSet<InetAddress>> sourcesByCount = new TreeMap<>();

  PendingTable(int capacity, RandomGenerator random) {
    this.capacity = capacity;
    this.random = random;
  }

  int size() {
    return all.size();
  }

  /** The pending handshakes of an endpoint, oldest first. */
  List<PendingHandshake> of(InetSocketAddress remote) {
    return byEndpoint.getOrDefault(remote, List.of());
  }

  boolean holds(PendingHandshake pending) {
    return pending.index() < all.size() && all.get(pending.index()) == pending;
  }

  /** Adds one and returns the one that had to make room, or null. */
  @Nullable PendingHandshake add(PendingHandshake pending) {
    PendingHandshake evicted = all.size() >= capacity ? victim() : null;
    if (evicted != null) {
      remove(evicted);
    }
    pending.index(all.size());
    all.add(pending);
    byAge.add(pending);
    byEndpoint.computeIfAbsent(pending.remote(), remote -> new ArrayList<>(1)).add(pending);
    InetAddress source = pending.remote().getAddress();
    LinkedHashSet<PendingHandshake> ofSource =
        bySource.computeIfAbsent(source, address -> new LinkedHashSet<>());
    ofSource.add(pending);
    recount(source, ofSource.size() - 1, ofSource.size());
    return evicted;
  }

  /** Removes one that is in the table. */
  void remove(PendingHandshake pending) {
    PendingHandshake last = all.removeLast();
    if (last != pending) {
      last.index(pending.index());
      all.set(pending.index(), last);
    }
    byAge.remove(pending);
    List<PendingHandshake> ofEndpoint = of(pending.remote());
    ofEndpoint.remove(pending);
    if (ofEndpoint.isEmpty()) {
      byEndpoint.remove(pending.remote());
    }
    InetAddress source = pending.remote().getAddress();
    LinkedHashSet<PendingHandshake> ofSource = bySource.getOrDefault(source, new LinkedHashSet<>());
    ofSource.remove(pending);
    recount(source, ofSource.size() + 1, ofSource.size());
    if (ofSource.isEmpty()) {
      bySource.remove(source);
    }
  }

  /** Removes and returns one that was born before the instant, or null if there is none. */
  @Nullable PendingHandshake expired(long before) {
    PendingHandshake oldest = byAge.isEmpty() ? null : byAge.getFirst();
    if (oldest == null || oldest.bornAt() - before >= 0) {
      return null;
    }
    remove(oldest);
    return oldest;
  }

  private PendingHandshake victim() {
    var most = sourcesByCount.lastEntry();
    if (most.getKey() > FEW) {
      InetAddress source = most.getValue().getFirst();
      return bySource.getOrDefault(source, new LinkedHashSet<>()).getFirst();
    }
    PendingHandshake oldest = drawn();
    for (int i = 1; i < DRAWS; i++) {
      PendingHandshake other = drawn();
      oldest = other.bornAt() - oldest.bornAt() < 0 ? other : oldest;
    }
    return oldest;
  }

  private PendingHandshake drawn() {
    return all.get(random.nextInt(all.size()));
  }

  private void recount(InetAddress source, int before, int after) {
    LinkedHashSet<InetAddress> old = sourcesByCount.get(before);
    if (old != null && old.remove(source) && old.isEmpty()) {
      sourcesByCount.remove(before);
    }
    if (after > 0) {
      sourcesByCount.computeIfAbsent(after, count -> new LinkedHashSet<>()).add(source);
    }
  }
}
