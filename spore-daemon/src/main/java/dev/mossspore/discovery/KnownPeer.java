package dev.mossspore.discovery;

import dev.mossspore.base.PeerId;
import dev.mossspore.base.TokenBucket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the directory (chapter 04 section 9). Changed by {@link KnownPeers} alone; confined
 * to the mesh loop.
 */
public final class KnownPeer {
  private static final long FORWARD_AGAIN = Duration.ofSeconds(10).toNanos();
  private static final long SNAPSHOT_AGAIN = Duration.ofMinutes(1).toNanos();

  private static final int SESSIONS_AT_ONCE = 10;
  private static final int SESSIONS_PER_SECOND = 1;

  private final PeerId id;
  private final @Nullable PeerId toldBy;
  private PeerFacts facts = PeerFacts.NONE;
  private boolean direct;
  private long lastSeen;
  private AddressHistory observations = AddressHistory.EMPTY;
  private AddressHistory sessionAddresses = AddressHistory.EMPTY;
  private @Nullable Long forwardedAt;
  private @Nullable Long snapshotAt;
  private @Nullable TokenBucket sessions;
  private boolean owed;

  /**
   * @param toldBy the other peer through which this one was first heard of, or null
   */
  KnownPeer(PeerId id, @Nullable PeerId toldBy) {
    this.id = id;
    this.toldBy = toldBy;
  }

  public PeerId id() {
    return id;
  }

  /** What is believed of it. */
  public PeerFacts facts() {
    return facts;
  }

  /** Whether there is a direct session with it. */
  public boolean direct() {
    return direct;
  }

  /** When something was last heard of it, or its session ended; nanoseconds of the clock. */
  public long lastSeen() {
    return lastSeen;
  }

  /** Addresses it was said or seen to have. */
  public AddressHistory observations() {
    return observations;
  }

  /** Remote ends of its own sessions, from which the next port may be guessed. */
  public AddressHistory sessionAddresses() {
    return sessionAddresses;
  }

  @Nullable PeerId toldBy() {
    return toldBy;
  }

  void opened(OpenedSession session, long now) {
    facts = facts.after(session);
    direct = true;
    lastSeen = now;
    observations = observations.with(session.addr());
    sessionAddresses = sessionAddresses.with(session.addr());
  }

  void closed(long now) {
    direct = false;
    lastSeen = now;
  }

  /** Takes a believed announcement in; answers whether the entry counts as changed. */
  boolean announced(ReceivedAnnouncement news, PeerFacts after, long now) {
    boolean changed = !direct || !facts.equals(after);
    facts = after;
    if (changed) {
      lastSeen = now;
      observations = observations.with(news.envelope().advertisedAddr());
    }
    if (news.self()) {
      sessionAddresses = sessionAddresses.with(news.sender().sessionAddr());
    }
    return changed;
  }

  /**
   * Whether it may open a session: ten at once and one a second. A peer that comes back at once
   * whenever its session ends would else keep everybody busy with its coming and going.
   */
  public boolean claimSession(long now) {
    if (sessions == null) {
      sessions = new TokenBucket(SESSIONS_AT_ONCE, SESSIONS_PER_SECOND, now);
    }
    return sessions.tryTake(now);
  }

  /**
   * Whether it may be told of others at once; if so, not again for a minute. One that comes and
   * goes would else be told everything each time.
   */
  public boolean claimSnapshot(long now) {
    if (snapshotAt != null && now - snapshotAt < SNAPSHOT_AGAIN) {
      return false;
    }
    snapshotAt = now;
    return true;
  }

  /** Takes a beacon in; a session says better than a beacon where the peer is. */
  void heardOnLan(String addr, Capabilities told, long now) {
    facts = direct ? facts : facts.afterBeacon(addr, told);
    lastSeen = now;
    observations = observations.with(addr);
  }

  /**
   * Whether it may be told of now; if so, not again for ten seconds (section 11.5). If not, it is
   * owed: what it said last would otherwise never get around.
   */
  boolean claimForward(long now) {
    owed = forwardedAt != null && now - forwardedAt < FORWARD_AGAIN;
    if (!owed) {
      forwardedAt = now;
    }
    return !owed;
  }

  /** Whether something is owed that may be told now; if so, it is taken to be told. */
  public boolean claimOwed(long now) {
    return owed && claimForward(now);
  }
}
