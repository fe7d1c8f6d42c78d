package dev.mossspore.transport;

import dev.mossspore.crypto.Handshake;
import dev.mossspore.crypto.HandshakeException;
import dev.mossspore.crypto.HandshakeMode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs one handshake over a TCP connection (chapter 01 section 5): frames on the event loop,
 * cryptography on the workers, silence on every failure. Bytes that arrive behind the last message
 * stay in the decoder and pass to its successor.
 */
final class TcpHandshakeHandler extends ByteToMessageDecoder {

  /**
   * The protocol allows 64 KiB, but no message is longer than 262 bytes. What a stranger may append
   * to the first in clear is cut short, because 256 of them at once have to fit into memory.
   */
  private static final int MAX_FRAME = 4096;

  private static final int LENGTH_BYTES = 4;

  private final HandshakeContext context;
  private final boolean initiator;
  private final Outcome outcome;

  private @Nullable Handshake handshake;
  private @Nullable HandshakeMode mode;
  private @Nullable ScheduledFuture<?> deadline;
  private boolean busy;
  private boolean ended;

  /** What became of the handshake. Called once, on the event loop. */
  interface Outcome {
    /**
     * The handshake is complete; the pipeline has to go on with another handler in place of this
     * one.
     */
    void completed(ChannelHandlerContext context, Handshake handshake);

    /** The handshake failed, and the connection is being closed. */
    void failed();
  }

  private TcpHandshakeHandler(
      HandshakeContext context, boolean initiator, @Nullable Handshake handshake, Outcome outcome) {
    this.context = context;
    this.initiator = initiator;
    this.handshake = handshake;
    this.outcome = outcome;
    setCumulator(TcpHandshakeHandler::collect);
  }

  /** The side that was dialled. */
  static TcpHandshakeHandler responder(HandshakeContext context, Outcome outcome) {
    return new TcpHandshakeHandler(context, false, null, outcome);
  }

  /** The side that dials, with a fresh handshake; to be added to a connected channel. */
  static TcpHandshakeHandler initiator(
      HandshakeContext context, Handshake handshake, Outcome outcome) {
    return new TcpHandshakeHandler(context, true, handshake, outcome);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    deadline =
        ctx.executor()
            .schedule(
                () -> refuse(ctx, Refusal.TIMED_OUT),
                context.timeout().toMillis(),
                TimeUnit.MILLISECONDS);
    if (initiator) {
      work(ctx, null);
    }
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    if (busy || ended) {
      return;
    }
    if (!initiator && mode == null) {
      mode = HandshakeMode.of(in.readUnsignedByte());
      if (mode == null) {
        refuse(ctx, Refusal.UNKNOWN_MODE);
        return;
      }
    }
    if (in.readableBytes() < LENGTH_BYTES) {
      return;
    }
    long length = in.getUnsignedInt(in.readerIndex());
    if (length > MAX_FRAME) {
      refuse(ctx, Refusal.FRAME_TOO_LARGE);
    } else if (in.readableBytes() >= LENGTH_BYTES + length) {
      byte[] message = new byte[(int) length];
      in.skipBytes(LENGTH_BYTES).readBytes(message);
      work(ctx, message);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    refuse(ctx, Refusal.HUNG_UP);
  }

  /** A {@link Refusal} as an event ends the handshake from outside. */
  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
    if (event instanceof Refusal reason) {
      refuse(ctx, reason);
    } else {
      super.userEventTriggered(ctx, event);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    refuse(ctx, Refusal.HUNG_UP);
  }

  /**
   * Lets a worker take the message, if there is one, and write the next; nothing is read meanwhile.
   */
  private void work(ChannelHandlerContext ctx, byte @Nullable [] message) {
    busy = true;
    ctx.channel().config().setAutoRead(false);
    try {
      context.workers().execute(() -> step(ctx, message));
    } catch (RejectedExecutionException e) {
      refuse(ctx, Refusal.WORKERS_BUSY);
    }
  }

  private void step(ChannelHandlerContext ctx, byte @Nullable [] message) {
    if (!ctx.channel().isActive()) {
      return; // nobody waits for it any more
    }
    try {
      Handshake machine = handshake;
      if (machine == null) {
        machine = context.responder(Objects.requireNonNull(mode));
      }
      if (message != null) {
        machine.read(message);
      }
      byte[] reply = machine.myTurn() ? machine.write() : null;
      Handshake advanced = machine;
      ctx.executor().execute(() -> advance(ctx, advanced, message == null, reply));
    } catch (HandshakeException e) {
      context.counters().failures().increment(e.reason());
      ctx.executor().execute(() -> end(ctx, HandshakeResult.FAILED));
    }
  }

  private void advance(
      ChannelHandlerContext ctx, Handshake advanced, boolean first, byte @Nullable [] reply) {
    if (ended) {
      return;
    }
    handshake = advanced;
    busy = false;
    if (reply != null) {
      ByteBuf frame = ctx.alloc().buffer(1 + LENGTH_BYTES + reply.length);
      if (first) {
        frame.writeByte(advanced.mode().number());
      }
      ctx.writeAndFlush(frame.writeInt(reply.length).writeBytes(reply));
    }
    if (advanced.complete()) {
      ended = true;
      cancelDeadline();
      outcome.completed(ctx, advanced);
    } else {
      ctx.channel().config().setAutoRead(true);
      resume(ctx);
    }
  }

  /** Looks again at what had arrived while the workers were busy. */
  private void resume(ChannelHandlerContext ctx) {
    try {
      channelRead(ctx, Unpooled.EMPTY_BUFFER);
    } catch (Exception e) {
      exceptionCaught(ctx, e);
    }
  }

  /**
   * Collects what has arrived on the heap: pooled direct memory would keep the room of hundreds of
   * half messages for good.
   */
  private static ByteBuf collect(ByteBufAllocator alloc, ByteBuf collected, ByteBuf arrived) {
    ByteBuf all = collected;
    if (!collected.isReadable()) {
      collected.release();
      all = Unpooled.buffer(arrived.readableBytes());
    }
    all.writeBytes(arrived);
    arrived.release();
    return all;
  }

  private void refuse(ChannelHandlerContext ctx, Refusal reason) {
    if (!ended) {
      context.counters().refusals().increment(reason);
      end(ctx, reason.result());
    }
  }

  private void end(ChannelHandlerContext ctx, HandshakeResult result) {
    if (!ended) {
      ended = true;
      context.counters().overTcp().increment(result);
      cancelDeadline();
      ctx.close();
      outcome.failed();
    }
  }

  private void cancelDeadline() {
    if (deadline != null) {
      deadline.cancel(false);
    }
  }
}
