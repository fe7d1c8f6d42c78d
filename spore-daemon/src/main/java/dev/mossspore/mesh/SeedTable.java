package dev.mossspore.mesh;

import dev.mossspore.base.Backoff;
import dev.mossspore.base.HostPort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;

/**
 * Addresses of unknown peers, from trackers, the DHT and the peer cache (chapter 04 sections 8, 9.5
 * and 12.6). A seed is forgotten ten minutes after it was last seen; of more than 2000 the one seen
 * longest ago goes; of one answer only the first 200 are taken.
 *
 * <p>Ours dials those first that were never tried, then those whose last attempt is oldest, with
 * waits that grow from the handshake timeout to five minutes. The reference goes by the text of the
 * address and never tries more than the ten smallest while those are dead.
 *
 * <p>Times are readings of a monotonic clock in nanoseconds. Confined to the mesh loop.
 */
final class SeedTable {
  static final int MAX_SEEDS = 2000;
  static final int MAX_PER_ANSWER = 200;

  private static final long LIFETIME = Duration.ofMinutes(10).toNanos();
  private static final Duration SHORTEST_WAIT = Duration.ofSeconds(2);

  /** In the order in which they were last seen, oldest first. */
  private final LinkedHashMap<HostPort, Seed> seeds = new LinkedHashMap<>();

  private final Backoff backoff;
  private final RandomGenerator random;
  private final DialsInFlight inFlight;
  private final LongAdder dropped;

  private static final class Seed {
    private long seenAt;
    private boolean tried;
    private long triedAt;
    private int failures;
    private long wait;
  }

  SeedTable(
      Duration handshakeTimeout,
      RandomGenerator random,
      DialsInFlight inFlight,
      DialCounters counters) {
    this.random = random;
    this.backoff = DialHistory.backoff(handshakeTimeout, SHORTEST_WAIT);
    this.inFlight = inFlight;
    this.dropped = counters.seedsDropped();
  }

  /** Takes the addresses of one answer of a tracker or the DHT. */
  void answered(Collection<HostPort> addresses, long now) {
    addresses.stream().limit(MAX_PER_ANSWER).forEach(address -> offer(address, now));
    dropped.add(Math.max(0, addresses.size() - MAX_PER_ANSWER));
  }

  /** Takes an address as seen now, unless nobody could be dialled at it. */
  void offer(HostPort address, long now) {
    if (address.port() == 0 || address.host().isEmpty()) {
      return;
    }
    expire(now);
    Seed seed = seeds.getOrDefault(address, new Seed());
    seed.seenAt = now;
    seeds.putLast(address, seed);
    if (seeds.size() > MAX_SEEDS) {
      seeds.pollFirstEntry();
      dropped.increment();
    }
  }

  int size() {
    return seeds.size();
  }

  /** Whether the address is a seed's. */
  boolean holds(HostPort address) {
    return seeds.containsKey(address);
  }

  /** Drops an address at which this node met itself. */
  void remove(HostPort address) {
    seeds.remove(address);
  }

  /**
   * Chooses the seeds to dial now, in order, and takes note that their dials begin; each is to be
   * {@link #ended}. To be called about once a second.
   *
   * @param limit how many; 0 if there is no room for another session
   * @param skip what is not to be dialled: own addresses, and those of connected peers
   */
  List<HostPort> select(int limit, Set<HostPort> skip, long now) {
    expire(now);
    List<HostPort> due =
        seeds.entrySet().stream()
            .filter(entry -> due(entry.getValue(), now))
            .filter(entry -> !inFlight.dialling(entry.getKey()) && !skip.contains(entry.getKey()))
            .sorted(Map.Entry.comparingByValue(longestUntried(now)))
            .map(Map.Entry::getKey)
            .limit(limit)
            .toList();
    List<HostPort> selected = new ArrayList<>(due.subList(0, inFlight.grant(due.size())));
    selected.forEach(inFlight::begin);
    return selected;
  }

  /**
   * A dial has ended.
   *
   * @param connected whether it brought a session that stays
   */
  void ended(HostPort address, boolean connected, long now) {
    inFlight.ended(address);
    Seed seed = seeds.get(address);
    if (seed != null) {
      seed.tried = true;
      seed.triedAt = now;
      seed.failures = connected ? 0 : seed.failures + 1;
      // The first failure is waited for no longer than a success; only the next ones double.
      seed.wait = backoff.after(seed.failures - 1, random).toNanos();
    }
  }

  private void expire(long now) {
    while (!seeds.isEmpty() && now - seeds.firstEntry().getValue().seenAt > LIFETIME) {
      seeds.pollFirstEntry();
    }
  }

  private static boolean due(Seed seed, long now) {
    return !seed.tried || now - seed.triedAt >= seed.wait;
  }

  private static Comparator<Seed> longestUntried(long now) {
    return Comparator.<Seed, Boolean>comparing(seed -> seed.tried)
        .thenComparingLong(seed -> seed.triedAt - now);
  }
}
