package dev.mossspore.observe;

import dev.mossspore.event.SporeEvent;

/** The {@code detail} of an event: a JSON object, members in byte order of their names. */
final class EventDetail {
  private final StringBuilder json = new StringBuilder("{");

  private EventDetail() {}

  static String of(SporeEvent event) {
    EventDetail detail = new EventDetail();
    switch (event) {
      case SporeEvent.PeerJoined(var peer, var addr) ->
          detail.member("addr", addr).member("peer", peer.hex());
      case SporeEvent.PeerLeft(var peer, var addr) ->
          detail.member("addr", addr).member("peer", peer.hex());
      case SporeEvent.SupernodePromoted(var natType) -> detail.member("nat_type", natType);
      case SporeEvent.SupernodeRevoked(var natType) -> detail.member("nat_type", natType);
      case SporeEvent.TrackerAnnounce(var candidates, var connected) ->
          detail.member("candidate_peers", candidates).member("connected_peers", connected);
      case SporeEvent.TrackerFailure(var error) -> detail.member("error", error);
      case SporeEvent.RelayMigrated(var peer, var session, var via) ->
          detail.member("peer", peer.hex()).member("session", session).member("via", via.hex());
      case SporeEvent.ConfigReloaded(var applied, var generation, var restartRequired) ->
          detail
              .member("applied", applied)
              .member("generation", generation)
              .member("restart_required", restartRequired);
      case SporeEvent.DrainStarted(var deadline, var reason) ->
          detail.member("deadline", deadline).member("reason", reason);
      case SporeEvent.RelayQuotaReached(var bytes, var periodEnd) ->
          detail.member("bytes", bytes).member("period_end", periodEnd.toString());
    }
    return detail.json.append('}').toString();
  }

  private EventDetail member(String name, String value) {
    JsonText.quote(named(name), value);
    return this;
  }

  private EventDetail member(String name, long value) {
    named(name).append(value);
    return this;
  }

  private StringBuilder named(String name) {
    if (json.length() > 1) {
      json.append(',');
    }
    return JsonText.quote(json, name).append(':');
  }
}
