package dev.mossspore.mesh;

import dev.mossspore.base.PeerId;
import dev.mossspore.transport.Link;

/**
 * A connected peer: the session that carries it and that session's pings. Confined to the mesh
 * loop.
 */
final class Peer {
  private final Link link;
  private final Keepalive keepalive;

  Peer(Link link, long now) {
    this.link = link;
    this.keepalive = new Keepalive(now);
  }

  PeerId id() {
    return link.remoteId();
  }

  Link link() {
    return link;
  }

  Keepalive keepalive() {
    return keepalive;
  }

  String address() {
    return link.remoteAddress().toString();
  }
}
