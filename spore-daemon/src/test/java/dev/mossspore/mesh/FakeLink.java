package dev.mossspore.mesh;

import dev.mossspore.base.HostPort;
import dev.mossspore.base.PeerId;
import dev.mossspore.transport.Carrier;
import dev.mossspore.transport.CloseReason;
import dev.mossspore.transport.Forwarding;
import dev.mossspore.transport.Link;
import dev.mossspore.transport.LinkTraffic;
import dev.mossspore.transport.PacketReceiver;
import dev.mossspore.wire.DecodeResult;
import dev.mossspore.wire.Envelope;
import dev.mossspore.wire.EnvelopeDecoder;
import dev.mossspore.wire.EnvelopeType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A link without a wire: what is sent is kept, what arrives is put in by the test. */
public final class FakeLink implements Link {
  private final LinkTraffic traffic = new LinkTraffic();
  private final PeerId remoteId;
  private final HostPort address;
  private final Carrier carrier;
  private final boolean outbound;
  private final List<Envelope> sent = new ArrayList<>();
  private final List<String> forwarded = new ArrayList<>();
  private @Nullable PacketReceiver receiver;
  private @Nullable CloseReason closed;

  public FakeLink(PeerId remoteId, Carrier carrier, boolean outbound) {
    this(remoteId, carrier, outbound, new HostPort("203.0.113.7", 4001));
  }

  public FakeLink(PeerId remoteId, Carrier carrier, boolean outbound, HostPort address) {
    this.address = address;
    this.remoteId = remoteId;
    this.carrier = carrier;
    this.outbound = outbound;
  }

  @Override
  public PeerId remoteId() {
    return remoteId;
  }

  @Override
  public byte[] remoteStatic() {
    return new byte[32];
  }

  @Override
  public HostPort remoteAddress() {
    return address;
  }

  @Override
  public Carrier carrier() {
    return carrier;
  }

  @Override
  public boolean outbound() {
    return outbound;
  }

  @Override
  public LinkTraffic traffic() {
    return traffic;
  }

  @Override
  public void open(PacketReceiver packets) {
    receiver = packets;
  }

  @Override
  public boolean send(byte[] packet) {
    if (closed == null
        && new EnvelopeDecoder().decode(packet)
            instanceof DecodeResult.Decoded(Envelope envelope)) {
      sent.add(envelope);
      return true;
    }
    return false;
  }

  @Override
  public Forwarding forwardControl(byte[] packet) {
    forwarded.add(new String(packet, StandardCharsets.UTF_8));
    return send(packet) ? Forwarding.TAKEN : Forwarding.LINK_CLOSED;
  }

  @Override
  public Forwarding forward(ByteBuffer packet) {
    byte[] bytes = new byte[packet.remaining()];
    packet.get(bytes);
    return forwardControl(bytes);
  }

  @Override
  public void close(CloseReason reason) {
    if (closed == null) {
      closed = reason;
      if (receiver != null) {
        receiver.closed(reason);
      }
    }
  }

  /** Lets a packet arrive. */
  public void arrive(String packet) {
    if (receiver != null) {
      receiver.packet(ByteBuffer.wrap(packet.getBytes(StandardCharsets.UTF_8)));
    }
  }

  /** Answers every ping that has come since {@link #takeSent}, and forgets it. */
  void answerPings() {
    List<Envelope> pings =
        sent.stream()
            .filter(envelope -> envelope.type().equals(EnvelopeType.PING.wireName()))
            .toList();
    sent.removeAll(pings);
    pings.forEach(
        ping -> arrive("{\"type\":\"pong\",\"request_id\":\"" + ping.requestId() + "\"}"));
  }

  /** What was sent since the last call. */
  public List<Envelope> takeSent() {
    List<Envelope> all = List.copyOf(sent);
    sent.clear();
    return all;
  }

  /** What was passed on for others since the last call, as text. */
  public List<String> takeForwarded() {
    List<String> all = List.copyOf(forwarded);
    forwarded.clear();
    return all;
  }

  public boolean opened() {
    return receiver != null;
  }

  public @Nullable CloseReason closed() {
    return closed;
  }
}
