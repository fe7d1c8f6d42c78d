package dev.mossspore.mesh;

import dev.mossspore.base.PeerId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/**
 * How well each peer behaves (chapter 03 section 11.1): 0.03 points for every second since its
 * record was made, refreshed by {@link #tick}; 0.66 for a message it was the first to deliver;
 * minus 0.5 for one it should have delivered; minus 10 for something invalid; minus 5 for each
 * other peer connected from its public address; and what the application says. A record is made by
 * the first look at a peer and outlives its sessions.
 *
 * <p>Ours forgets, so that neither an old offence nor an old merit decides for ever:
 *
 * <ul>
 *   <li>What was earned and lost by messages is halved whenever a record is another six hours old.
 *       Both fade alike, so that a busy peer keeps the balance between the two. A peer that has
 *       just sunk below the graylist threshold is back at the baseline after 18 hours of silence.
 *   <li>Time is credited for a day at most, 2592 points: enough to make up for 200 peers behind one
 *       address, not for an unlimited number of offences.
 *   <li>There are at most 8192 records, or one more than there are connected peers. When full, the
 *       record goes of a peer that is not connected: the one unseen longest among those not below
 *       0, and where all are below, the mildest.
 * </ul>
 *
 * Within the first six hours scores are the reference's. Times are readings of a monotonic clock in
 * nanoseconds. Confined to the mesh loop.
 */
public final class Scores {
  static final int MAX_RECORDS = 8192;

  private static final double FIRST_DELIVERY = 0.66;
  private static final double DELIVERY_DEFICIT = -0.5;
  private static final double INVALID_MESSAGE = -10;
  private static final double NEIGHBOUR = -5;

  private final Map<PeerId, ScoreRecord> records = new HashMap<>();
  private final LongAdder evicted;
  private final Colocation colocation = new Colocation();
  private final Set<PeerId> connected = new HashSet<>();
  private long tickedAt;

  /**
   * @param evicted counts the records dropped for want of room
   */
  public Scores(long now, LongAdder evicted) {
    this.tickedAt = now;
    this.evicted = evicted;
  }

  /** Credits the time that has passed. To be called about once a second. */
  public void tick(long now) {
    tickedAt = now;
  }

  /** The peer's score. */
  public double of(PeerId peer, long now) {
    return record(peer, now).value(tickedAt) + NEIGHBOUR * colocation.neighbours(peer);
  }

  /** The peer's score, without making a record of one that has none. */
  double peek(PeerId peer) {
    ScoreRecord record = records.get(peer);
    return (record == null ? 0 : record.value(tickedAt)) + NEIGHBOUR * colocation.neighbours(peer);
  }

  /** The peer was the first to deliver a message. */
  public void firstDelivery(PeerId peer, long now) {
    earn(peer, FIRST_DELIVERY, now);
  }

  /** The peer did not deliver a message it should have. */
  public void deliveryDeficit(PeerId peer, long now) {
    earn(peer, DELIVERY_DEFICIT, now);
  }

  /** The peer sent what no correct node sends. */
  public void invalidMessage(PeerId peer, long now) {
    earn(peer, INVALID_MESSAGE, now);
  }

  /** Replaces the application's share of the score. */
  public void application(PeerId peer, double score, long now) {
    seen(peer, now).application(score);
  }

  /**
   * The peer is connected, perhaps through another session than before.
   *
   * @param address remote end of its session
   */
  public void joined(PeerId peer, String address, long now) {
    seen(peer, now);
    connected.add(peer);
    colocation.joined(peer, address);
  }

  /** The peer is no longer connected. */
  public void left(PeerId peer, long now) {
    seen(peer, now);
    connected.remove(peer);
    colocation.left(peer);
  }

  /** The peer is known no more; what it has done wrong is remembered all the same. */
  void forget(PeerId peer) {
    ScoreRecord record = records.get(peer);
    if (record != null && !connected.contains(peer) && record.value(tickedAt) >= 0) {
      records.remove(peer);
    }
  }

  int size() {
    return records.size();
  }

  private void earn(PeerId peer, double points, long now) {
    seen(peer, now).earn(points, tickedAt);
  }

  private ScoreRecord seen(PeerId peer, long now) {
    ScoreRecord record = record(peer, now);
    record.seen(now);
    return record;
  }

  private ScoreRecord record(PeerId peer, long now) {
    if (records.size() >= MAX_RECORDS && !records.containsKey(peer)) {
      evict();
    }
    return records.computeIfAbsent(peer, added -> new ScoreRecord(now));
  }

  private void evict() {
    records.entrySet().stream()
        .filter(entry -> !connected.contains(entry.getKey()))
        .min(
            Comparator.<Entry<PeerId, ScoreRecord>>comparingDouble(
                    entry -> Math.max(0, -entry.getValue().value(tickedAt)))
                .thenComparingLong(entry -> entry.getValue().seenAt() - tickedAt))
        .map(Entry::getKey)
        .ifPresent(
            peer -> {
              records.remove(peer);
              evicted.increment();
            });
  }
}
