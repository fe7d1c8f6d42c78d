package dev.mossspore.admin;

import dev.mossspore.admin.v1.Severity;
import dev.mossspore.admin.v1.WatchEventsRequest;
import dev.mossspore.event.EventKind;
import dev.mossspore.event.SporeEvent;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which events a subscriber wants, and what an event is about. Empty lists let all pass.
 *
 * @param types names as in event lines; names this version does not know match nothing
 * @param peers beginnings of ids, in lower case
 */
record EventFilter(Set<String> types, List<String> peers, Set<String> sessions, Severity atLeast) {
  private static final int MAX_ENTRIES = 64;
  private static final Pattern PEER = Pattern.compile("[0-9a-f]{8,64}");

  /** What the request asks for. */
  static EventFilter of(WatchEventsRequest request) {
    int entries = request.getTypesCount() + request.getPeersCount() + request.getSessionsCount();
    if (entries > MAX_ENTRIES) {
      throw Failure.BAD_REQUEST.because("more than %d filters".formatted(MAX_ENTRIES));
    }
    for (String peer : request.getPeersList()) {
      if (!PEER.matcher(peer).matches()) {
        throw Failure.BAD_REQUEST.because(
            "peers: 8 to 64 hex digits in lower case are the beginning of an id");
      }
    }
    if (request.getAtLeast() == Severity.UNRECOGNIZED) {
      throw Failure.BAD_REQUEST.because(
          "at_least: there is no severity %d".formatted(request.getAtLeastValue()));
    }
    return new EventFilter(
        Set.copyOf(request.getTypesList()),
        request.getPeersList(),
        Set.copyOf(request.getSessionsList()),
        request.getAtLeast());
  }

  boolean passes(SporeEvent event) {
    return (types.isEmpty() || types.contains(event.kind().typeName()))
        && (peers.isEmpty() || peers.stream().anyMatch(peer(event)::startsWith))
        && (sessions.isEmpty() || sessions.contains(session(event)))
        && severity(event.kind()).getNumber() >= atLeast.getNumber();
  }

  /** The id of the peer an event is about; empty where it is about none. */
  static String peer(SporeEvent event) {
    return switch (event) {
      case SporeEvent.PeerJoined(var peer, var _) -> peer.hex();
      case SporeEvent.PeerLeft(var peer, var _) -> peer.hex();
      case SporeEvent.RelayMigrated(var peer, var _, var _) -> peer.hex();
      default -> "";
    };
  }

  /** The relay session an event is about; empty where it is about none. */
  static String session(SporeEvent event) {
    return event instanceof SporeEvent.RelayMigrated migrated ? migrated.session() : "";
  }

  static Severity severity(EventKind kind) {
    return switch (kind) {
      case TRACKER_FAILURE, RELAY_QUOTA_REACHED -> Severity.SEVERITY_WARNING;
      case PEER_JOINED,
          PEER_LEFT,
          SUPERNODE_PROMOTED,
          SUPERNODE_REVOKED,
          TRACKER_ANNOUNCE,
          RELAY_MIGRATED,
          CONFIG_RELOADED,
          DRAIN_STARTED ->
          Severity.SEVERITY_INFO;
    };
  }
}
