package dev.mossspore.sim;

import dev.mossspore.base.HostPort;
import dev.mossspore.base.PeerId;
import dev.mossspore.transport.Carrier;
import dev.mossspore.transport.CloseReason;
import dev.mossspore.transport.Forwarding;
import dev.mossspore.transport.Link;
import dev.mossspore.transport.LinkTraffic;
import dev.mossspore.transport.PacketReceiver;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** One end of a session in the {@link Internet}. */
final class SimLink implements Link {
  private final LinkTraffic traffic = new LinkTraffic();
  private final Internet internet;
  private final Host local;
  private final Host remote;
  private final HostPort remoteAddress;
  private final boolean outbound;
  private final Queue<byte[]> early = new ArrayDeque<>();
  private @Nullable SimLink other;
  private @Nullable PacketReceiver receiver;
  private @Nullable CloseReason closed;

  SimLink(Internet internet, Host local, Host remote, HostPort remoteAddress, boolean outbound) {
    this.internet = internet;
    this.local = local;
    this.remote = remote;
    this.remoteAddress = remoteAddress;
    this.outbound = outbound;
  }

  void connect(SimLink farEnd) {
    other = farEnd;
  }

  @Override
  public PeerId remoteId() {
    return remote.identity().peerId();
  }

  @Override
  public byte[] remoteStatic() {
    return remote.identity().noise().publicKey();
  }

  @Override
  public HostPort remoteAddress() {
    return remoteAddress;
  }

  @Override
  public Carrier carrier() {
    return Carrier.TCP;
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
    early.forEach(packet -> packets.packet(ByteBuffer.wrap(packet)));
    early.clear();
    if (closed != null) {
      packets.closed(closed);
    }
  }

  @Override
  public boolean send(byte[] packet) {
    if (closed != null) {
      return false;
    }
    local.traffic().sent();
    if (internet.carries(local, remote)) {
      SimLink farEnd = Objects.requireNonNull(other);
      internet.time().after(internet.delay(local, remote), () -> farEnd.arrive(packet));
    }
    return true;
  }

  @Override
  public Forwarding forwardControl(byte[] packet) {
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
    if (closed != null) {
      return;
    }
    vanish(reason);
    if (internet.carries(local, remote)) {
      SimLink farEnd = Objects.requireNonNull(other);
      internet
          .time()
          .after(internet.delay(local, remote), () -> farEnd.vanish(CloseReason.REMOTE_CLOSED));
    }
  }

  /** The end is gone, and the other is not told. */
  void vanish(CloseReason reason) {
    if (closed == null) {
      closed = reason;
      if (receiver != null) {
        receiver.closed(reason);
      }
    }
  }

  boolean open() {
    return closed == null;
  }

  private void arrive(byte[] packet) {
    if (closed != null) {
      return;
    }
    if (receiver == null) {
      early.add(packet);
    } else {
      receiver.packet(ByteBuffer.wrap(packet));
    }
  }
}
