package dev.mossspore.relay;

import dev.mossspore.mesh.DataPath;
import dev.mossspore.transport.Link;
import dev.mossspore.wire.Envelope;
import dev.mossspore.wire.RelayDataScanner;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Relayed data of one link: a packet as this node's own encoder would write it goes on as the very
 * bytes that came; what else decodes is written anew. Confined to the link's event loop.
 */
final class FastPath implements DataPath {
  private final Sender sender;
  private final Link link;
  private final Forwarder forwarder;
  private final RelayCounters counters;
  private final RelayDataScanner scanner = new RelayDataScanner();

  /** The route of the last packet, most likely that of the next. */
  private @Nullable Route last;

  FastPath(Sender sender, Link link, Forwarder forwarder, RelayCounters counters) {
    this.sender = sender;
    this.link = link;
    this.forwarder = forwarder;
    this.counters = counters;
  }

  @Override
  public boolean packet(ByteBuffer packet) {
    int offset = packet.arrayOffset() + packet.position();
    if (!scanner.scan(packet.array(), offset, packet.remaining())) {
      return false;
    }
    Route route = route();
    int bytes = scanner.payloadLength();
    if (route == null) {
      counters.dropped(DataDrop.NO_ROUTE, bytes);
    } else if (!scanner.sourceIs(sender.hex())) {
      counters.dropped(DataDrop.FORGED_SOURCE, bytes);
    } else if (!route.hasEnd(sender.peer())
        || !scanner.targetIs(route.opposite(sender.peer()).hex())) {
      counters.dropped(DataDrop.NOT_BETWEEN_ENDS, bytes);
    } else {
      forwarder.forward(sender, link, route, bytes, packet);
    }
    return true;
  }

  @Override
  public void envelope(Envelope data) {
    forwarder.forward(sender, data);
  }

  @Override
  public void ignored(Envelope data) {
    counters.dropped(DataDrop.IGNORED, data.payload().length());
  }

  private @Nullable Route route() {
    Route route = last;
    if (route == null || route.ended() || !scanner.sessionIs(route.sessionBytes())) {
      route = forwarder.find(scanner.session());
      last = route;
    }
    return route;
  }
}
