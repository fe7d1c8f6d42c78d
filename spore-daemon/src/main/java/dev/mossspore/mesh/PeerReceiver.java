package dev.mossspore.mesh;

import dev.mossspore.base.Ticker;
import dev.mossspore.transport.CloseReason;
import dev.mossspore.transport.Link;
import dev.mossspore.transport.PacketReceiver;
import dev.mossspore.wire.DecodeResult;
import dev.mossspore.wire.Envelope;
import dev.mossspore.wire.EnvelopeDecoder;
import dev.mossspore.wire.EnvelopeEncoder;
import dev.mossspore.wire.EnvelopeType;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The edge between a link and the mesh loop. It decodes on the link's event loop, charges the
 * budget of announcements before any other work, answers pings there, so that neither a busy mesh
 * loop nor other traffic delays a pong (chapter 03 sections 5 and 8), and lets relayed data go its
 * own way while that overtakes nothing; the rest goes to the peer's inbox.
 */
final class PeerReceiver implements PacketReceiver {
  private static final EnvelopeDecoder DECODER = new EnvelopeDecoder();

  private final Link link;
  private final Inbox inbox;
  private final @Nullable DataPath data;
  private final MeshCounters counters;
  private final Ticker ticker;
  private final AnnouncementBudget budget;
  private final Consumer<CloseReason> onClosed;
  private volatile boolean graylisted;

  /**
   * @param data carries relayed data past the mesh loop; null if nothing does
   */
  PeerReceiver(
      Link link,
      Inbox inbox,
      @Nullable DataPath data,
      MeshCounters counters,
      Ticker ticker,
      Consumer<CloseReason> onClosed) {
    this.link = link;
    this.inbox = inbox;
    this.data = data;
    this.counters = counters;
    this.ticker = ticker;
    this.budget = new AnnouncementBudget(ticker.nanos());
    this.onClosed = onClosed;
  }

  /** The mesh loop's verdict. */
  void graylisted(boolean value) {
    graylisted = value;
  }

  @Override
  public void packet(ByteBuffer packet) {
    if (data != null && !graylisted && inbox.relayHandled() && data.packet(packet)) {
      counters.received().increment(EnvelopeType.RELAY_DATA);
      return;
    }
    int length = packet.remaining();
    switch (DECODER.decode(packet.array(), packet.arrayOffset() + packet.position(), length)) {
      case DecodeResult.Decoded(Envelope envelope) -> dispatch(envelope, length);
      case DecodeResult.Rejected rejected -> {
        counters.invalid().increment();
        link.close(CloseReason.ENVELOPE_INVALID);
      }
    }
  }

  @Override
  public void closed(CloseReason reason) {
    onClosed.accept(reason);
  }

  private void dispatch(Envelope envelope, int length) {
    Optional<EnvelopeType> known = EnvelopeType.named(envelope.type());
    if (known.isEmpty()) {
      counters.unknown().increment();
      return;
    }
    EnvelopeType type = known.get();
    counters.received().increment(type);
    if (graylisted) {
      counters.graylisted().increment();
      ignored(type, envelope);
    } else if (!budget.admits(type, ticker.nanos())) {
      counters.throttled().increment();
    } else if (type == EnvelopeType.PING) {
      Envelope pong = Envelope.of(EnvelopeType.PONG).requestId(envelope.requestId()).build();
      link.send(EnvelopeEncoder.encode(pong));
    } else if (type == EnvelopeType.RELAY_DATA && data != null && inbox.relayHandled()) {
      data.envelope(envelope);
    } else if (!inbox.put(type, envelope, length)) {
      ignored(type, envelope);
    }
  }

  private void ignored(EnvelopeType type, Envelope envelope) {
    if (type == EnvelopeType.RELAY_DATA && data != null) {
      data.ignored(envelope);
    }
  }
}
