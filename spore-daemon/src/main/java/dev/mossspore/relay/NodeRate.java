package dev.mossspore.relay;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The cap of the node as a whole and the senders' shares of it (07 section 4.5). A bucket of one
 * second's worth bounds all together. A sender passes within its share; beyond that only while more
 * than half of the bucket is full, which it is not when all of the rate is used. Shares follow what
 * the senders wanted in the last tenths of a second. Any thread; clock readings come in.
 */
final class NodeRate {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long PERIOD = Duration.ofMillis(100).toNanos();

  /** How long a sender's unused share is kept. */
  private static final long MAX_CREDIT = SECOND / 4;

  private final Set<SenderRate> senders = ConcurrentHashMap.newKeySet();

  /** When the bucket was last empty, had it been filled evenly since. */
  private final AtomicLong emptyAt;

  private final AtomicLong sharedAt;
  private volatile double bytesPerSecond;
  private volatile double share;
  private volatile @Nullable PeerLimit limit;

  NodeRate(RelaySettings settings, long now) {
    this.emptyAt = new AtomicLong(now - SECOND);
    this.sharedAt = new AtomicLong(now);
    configure(settings, now);
  }

  void configure(RelaySettings settings, long now) {
    bytesPerSecond = settings.bytesPerSecond();
    share = bytesPerSecond;
    limit = settings.perPeerKib() > 0 ? PeerLimit.of(settings.perPeerKib()) : null;
    for (SenderRate sender : senders) {
      synchronized (sender) {
        sender.limit(limit, now);
      }
    }
  }

  SenderRate join(long now) {
    SenderRate sender = new SenderRate(limit, MAX_CREDIT, now);
    senders.add(sender);
    return sender;
  }

  void leave(SenderRate sender) {
    senders.remove(sender);
  }

  /**
   * Charges a packet, or says why it may not pass; then nothing was charged.
   *
   * @param bytes of decoded payload
   */
  @Nullable DataDrop charge(SenderRate sender, int bytes, long now) {
    sender.offer(bytes);
    divide(now);
    synchronized (sender) {
      if (!sender.withinLimit(bytes, now)) {
        return DataDrop.PEER_LIMIT;
      }
      boolean own = sender.hasCredit(now);
      if (!take(bytes, own ? SECOND : SECOND / 2, now)) {
        return own ? DataDrop.NODE_CAP : DataDrop.FAIR_SHARE;
      }
      sender.charge(bytes, own ? time(bytes, share) : 0, MAX_CREDIT, now);
      return null;
    }
  }

  /** Takes from the node's bucket unless that would use more of it than this. */
  private boolean take(int bytes, long usable, long now) {
    long cost = time(bytes, bytesPerSecond);
    while (true) {
      long before = emptyAt.get();
      long after = now - Math.min(now - before, SECOND) + cost;
      if (now - after < SECOND - usable) {
        return false;
      }
      if (emptyAt.compareAndSet(before, after)) {
        return true;
      }
    }
  }

  private void divide(long now) {
    long last = sharedAt.get();
    if (now - last < PERIOD || !sharedAt.compareAndSet(last, now)) {
      return;
    }
    double seconds = (double) (now - last) / SECOND;
    double[] demands =
        senders.stream().mapToDouble(each -> each.demand(seconds)).filter(d -> d > 0).toArray();
    share = FairLevel.of(demands, bytesPerSecond);
  }

  private static long time(int bytes, double rate) {
    return (long) (bytes / rate * SECOND);
  }
}
