package dev.mossspore.transport;

import dev.mossspore.base.HostPort;
import dev.mossspore.base.PeerId;
import dev.mossspore.base.SharedBudget;
import dev.mossspore.crypto.AeadCipher;
import dev.mossspore.crypto.SessionKeys;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A session over TCP: length frames, each sealed under the next counter (chapter 02 section 2). It
 * takes the handshake's place in the pipeline. A link that is not yet confirmed reads until one
 * packet has authenticated and reports itself only then; a reported link reads nothing until it is
 * opened.
 */
final class TcpLink extends ByteToMessageDecoder implements Link {
  private static final int LENGTH_BYTES = 4;
  private static final int MAX_FRAME = 1 << 20;
  private static final int MAX_PACKET = MAX_FRAME - Mux.HEADER_LENGTH - AeadCipher.TAG_LENGTH;
  private static final byte[] NO_DATA = {};

  private final SessionKeys keys;
  private final HostPort remoteAddress;
  private final boolean outbound;
  private final boolean confirmed;
  private final Duration confirmationTimeout;
  private final FrameBudget frames;
  private final SharedBudget forwards;
  private final LinkListener listener;
  private final TransportCounters counters;

  private final AeadCipher opener;
  private final LinkTraffic traffic = new LinkTraffic();
  private final AtomicReference<@Nullable CloseReason> closeReason = new AtomicReference<>();

  // Both are set before anybody else sees the link.
  private @Nullable ChannelHandlerContext context;
  private @Nullable TcpSender sender;

  private State state = State.CONFIRMING;
  private long received;
  private FrameBudget.@Nullable Share longFrame;
  private @Nullable PacketReceiver receiver;
  private @Nullable ByteBuffer confirmingPacket;

  private enum State {
    CONFIRMING,
    REPORTED,
    OPEN,
    CLOSED
  }

  /**
   * @param confirmed false where the handshake alone does not prove that the remote is alive
   *     (chapter 01 section 5.4)
   */
  TcpLink(
      SessionKeys keys,
      HostPort remoteAddress,
      boolean outbound,
      boolean confirmed,
      Duration confirmationTimeout,
      FrameBudget frames,
      SharedBudget forwards,
      LinkListener listener,
      TransportCounters counters) {
    this.keys = keys;
    this.remoteAddress = remoteAddress;
    this.outbound = outbound;
    this.confirmed = confirmed;
    this.confirmationTimeout = confirmationTimeout;
    this.frames = frames;
    this.forwards = forwards;
    this.listener = listener;
    this.counters = counters;
    this.opener = new AeadCipher(keys.receiveKey());
  }

  @Override
  public PeerId remoteId() {
    return keys.remoteId();
  }

  @Override
  public byte[] remoteStatic() {
    return keys.remoteStatic();
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
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
    sender =
        new TcpSender(
            ctx,
            keys.sendKey(),
            forwards,
            counters.unsentForwards(),
            traffic.sent(),
            () -> close(CloseReason.SEND_STALLED));
    if (confirmed) {
      report(ctx);
    } else {
      ctx.channel().config().setAutoRead(true);
      ctx.executor().schedule(this::expire, confirmationTimeout.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public void open(PacketReceiver packets) {
    context().executor().execute(() -> begin(packets));
  }

  @Override
  public boolean send(byte[] packet) {
    if (closeReason.get() != null) {
      return false;
    }
    if (packet.length > MAX_PACKET) {
      counters.tooLarge().increment();
      return false;
    }
    if (!sender().queue().control(packet)) {
      counters.overBudget().increment();
      close(CloseReason.SEND_STALLED);
      return false;
    }
    sender().wake();
    return true;
  }

  @Override
  public Forwarding forwardControl(byte[] packet) {
    return forwarded(
        packet.length > MAX_PACKET
            ? Forwarding.TOO_LARGE
            : sender().queue().foreignControl(packet));
  }

  @Override
  public Forwarding forward(ByteBuffer packet) {
    return forwarded(
        packet.remaining() > MAX_PACKET ? Forwarding.TOO_LARGE : sender().queue().bulk(packet));
  }

  @Override
  public void close(CloseReason reason) {
    if (closeReason.compareAndSet(null, reason)) {
      counters.closings().increment(reason);
      context().executor().execute(() -> context().close());
    }
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    if (state == State.REPORTED || closeReason.get() != null) {
      if (closeReason.get() != null) {
        in.skipBytes(in.readableBytes());
      }
      return;
    }
    if (longFrame != null) {
      fill(ctx, longFrame, in);
      return;
    }
    if (in.readableBytes() < LENGTH_BYTES) {
      return;
    }
    long length = in.getUnsignedInt(in.readerIndex());
    if (length < AeadCipher.TAG_LENGTH || length > MAX_FRAME) {
      close(CloseReason.FRAME_INVALID);
    } else if (in.readableBytes() >= LENGTH_BYTES + length) {
      byte[] frame = new byte[LENGTH_BYTES + (int) length];
      in.readBytes(frame);
      packet(ctx, frame);
    } else if (length > FrameBudget.FREE) {
      longFrame = frames.begin((int) length, () -> close(CloseReason.FRAME_STALLED));
      fill(ctx, longFrame, in.skipBytes(LENGTH_BYTES));
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) throws Exception {
    super.channelInactive(ctx);
    if (closeReason.compareAndSet(null, CloseReason.REMOTE_CLOSED)) {
      counters.closings().increment(CloseReason.REMOTE_CLOSED);
    }
    if (state == State.CONFIRMING) {
      counters.overTcp().increment(HandshakeResult.ABANDONED);
    }
    state = State.CLOSED;
    sender().queue().close();
    endLongFrame();
    if (receiver != null) {
      receiver.closed(reason());
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    close(CloseReason.REMOTE_CLOSED);
  }

  private void fill(ChannelHandlerContext ctx, FrameBudget.Share share, ByteBuf in) {
    if (share.fill(in)) {
      endLongFrame();
      packet(ctx, share.frame());
    }
  }

  private void endLongFrame() {
    if (longFrame != null) {
      frames.end(longFrame);
      longFrame = null;
    }
  }

  /**
   * @param frame with its length, which is not looked at: the frame this packet may become when it
   *     is sent on has room for its own there
   */
  private void packet(ChannelHandlerContext ctx, byte[] frame) {
    int length =
        opener.open(
            AeadCipher.nonce(received++),
            NO_DATA,
            frame,
            LENGTH_BYTES,
            frame.length - LENGTH_BYTES,
            frame,
            LENGTH_BYTES);
    if (length == AeadCipher.NOT_AUTHENTIC) {
      close(CloseReason.FRAME_INVALID);
      return;
    }
    traffic.received().add(frame.length);
    ByteBuffer packet = ByteBuffer.wrap(frame, LENGTH_BYTES, length);
    boolean known = Mux.unpackDefault(packet);
    if (!known) {
      counters.strayPackets().increment();
    }
    if (state == State.CONFIRMING) {
      confirmingPacket = known ? packet : null;
      report(ctx);
    } else if (known && receiver != null) {
      receiver.packet(packet);
    }
  }

  private void report(ChannelHandlerContext ctx) {
    state = State.REPORTED;
    ctx.channel().config().setAutoRead(false);
    counters.overTcp().increment(HandshakeResult.ESTABLISHED);
    listener.established(this);
  }

  private void begin(PacketReceiver packets) {
    if (state != State.REPORTED) {
      packets.closed(reason());
      return;
    }
    state = State.OPEN;
    receiver = packets;
    if (confirmingPacket != null) {
      packets.packet(confirmingPacket);
      confirmingPacket = null;
    }
    context().channel().config().setAutoRead(true);
    resume();
  }

  /** Looks again at what had arrived before the link was opened. */
  private void resume() {
    try {
      channelRead(context(), Unpooled.EMPTY_BUFFER);
    } catch (Exception e) {
      exceptionCaught(context(), e);
    }
  }

  private void expire() {
    if (state == State.CONFIRMING) {
      close(CloseReason.UNCONFIRMED);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (ctx.channel().isWritable()) {
      sender().wake();
    }
  }

  private Forwarding forwarded(Forwarding result) {
    if (result == Forwarding.TAKEN) {
      sender().wake();
    }
    return result;
  }

  private CloseReason reason() {
    CloseReason reason = closeReason.get();
    return reason == null ? CloseReason.REMOTE_CLOSED : reason;
  }

  private ChannelHandlerContext context() {
    if (context == null) {
      throw new IllegalStateException("the link is not in a pipeline yet");
    }
    return context;
  }

  private TcpSender sender() {
    if (sender == null) {
      throw new IllegalStateException("the link is not in a pipeline yet");
    }
    return sender;
  }
}
