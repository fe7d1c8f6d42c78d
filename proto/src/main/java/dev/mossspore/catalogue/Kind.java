package dev.mossspore.catalogue;

import java.util.Locale;

/** What a code speaks of. One word may stand for different things in different kinds. */
public enum Kind {
  /** Works less well than configured. */
  DEGRADED("What works less well than configured: `degraded` in `/info` and in `status`"),
  /** Others should not rely on the spore yet, or any more. */
  UNREADY("Why a spore is not ready: `/ready` and `status`"),
  /** A restart would cure it. */
  FAULT("What a restart would cure: `/health` and `status`"),
  /** Keeps the node from offering to relay. */
  BLOCKER("What keeps a spore from offering to relay: `promotion`"),
  /** Of {@code doctor} and {@code why}. */
  FINDING("What `doctor` and `why` find"),
  /** Of the admin API. */
  ERROR("Why the admin API refuses a call: the trailer `mossspore-code`"),
  /** A gap in a stream of events. */
  EVENT_LOSS("Why a subscriber misses events"),
  CONNECTION_REFUSAL("Why the admin API turns a connection away"),
  DIAL_FAILURE("How a dial failed"),
  HANDSHAKE_RESULT("What became of a handshake"),
  HANDSHAKE_REFUSAL("Why a handshake ended before its contents were judged"),
  HANDSHAKE_FAILURE("Why a handshake ended for what it said"),
  CLOSE("Why a session ended"),
  RELAY_REFUSAL("Why a relay request or another control message of relaying led to nothing"),
  RELAY_DROP("Why relayed data was not passed on"),
  DATAGRAM_DROP("Why a datagram led to nothing"),
  ANNOUNCEMENT_DROP("Why an announcement of a peer is ignored"),
  LAN_DROP("Why a beacon of the local network is ignored"),
  /** Of the daemon, as a number. */
  EXIT("Exit codes of `mossspore`"),
  /** Of the client, as a number. */
  CLIENT_EXIT("Exit codes of `sporectl`"),
  /** Of {@code sporectl} itself. */
  CLIENT_ERROR("What `sporectl` itself reports of a host");

  private final String title;

  Kind(String title) {
    this.title = title;
  }

  /** One line for people, in Markdown. */
  public String title() {
    return title;
  }

  /** As written in the catalogue. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
