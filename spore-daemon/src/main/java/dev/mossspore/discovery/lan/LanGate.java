package dev.mossspore.discovery.lan;

import dev.mossspore.base.EnumCounters;
import dev.mossspore.base.PeerId;
import dev.mossspore.base.TokenBucket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What of the segment's noise gets any farther (chapter 04 section 5, steps 1 to 5): beacons of
 * this network, 16 at once and 4 a second from one source, 128 and 32 from all. Ours charges the
 * source first, so that one that floods does not starve the others. Knows 256 sources; each is
 * forgotten ten minutes after it was last heard, until then a 257th is refused. Confined to one
 * thread.
 */
final class LanGate {
  static final int MAX_SOURCES = 256;

  private static final int ALL = 128;
  private static final int ALL_PER_SECOND = 32;
  private static final int ONE = 16;
  private static final int ONE_PER_SECOND = 4;
  private static final long FORGET_AFTER = Duration.ofMinutes(10).toNanos();

  private final String networkId;
  private final PeerId self;
  private final EnumCounters<LanDrop> drops;
  private final TokenBucket all;

  /** In the order in which they were last heard. */
  private final LinkedHashMap<InetAddress, Source> sources = new LinkedHashMap<>();

  private record Source(TokenBucket budget, long heardAt) {}

  LanGate(String networkId, PeerId self, EnumCounters<LanDrop> drops, long now) {
    this.networkId = networkId;
    this.self = self;
    this.drops = drops;
    this.all = new TokenBucket(ALL, ALL_PER_SECOND, now);
  }

  /** The beacon of a datagram, if it is to be acted on. */
  Optional<LanBeacon> admit(byte[] datagram, int length, InetAddress source, long now) {
    Optional<LanBeacon> read = LanBeaconCodec.decode(datagram, length);
    if (read.isEmpty()) {
      return dropped(LanDrop.MALFORMED);
    }
    LanBeacon beacon = read.get();
    if (source.isAnyLocalAddress()) {
      return dropped(LanDrop.SOURCE);
    }
    if (!beacon.networkId().equals(networkId)) {
      return dropped(LanDrop.NETWORK);
    }
    if (beacon.peerId().equals(self)) {
      return dropped(LanDrop.OURSELVES);
    }
    TokenBucket budget = budget(source, now);
    if (budget == null) {
      return dropped(LanDrop.TOO_MANY_SOURCES);
    }
    return budget.tryTake(now) && all.tryTake(now) ? read : dropped(LanDrop.RATE);
  }

  private @Nullable TokenBucket budget(InetAddress source, long now) {
    while (!sources.isEmpty() && now - sources.firstEntry().getValue().heardAt() > FORGET_AFTER) {
      sources.pollFirstEntry();
    }
    Source known = sources.remove(source);
    if (known == null && sources.size() == MAX_SOURCES) {
      return null;
    }
    TokenBucket budget = known == null ? new TokenBucket(ONE, ONE_PER_SECOND, now) : known.budget();
    sources.put(source, new Source(budget, now));
    return budget;
  }

  private Optional<LanBeacon> dropped(LanDrop reason) {
    drops.increment(reason);
    return Optional.empty();
  }
}
