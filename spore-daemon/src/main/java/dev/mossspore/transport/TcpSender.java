package dev.mossspore.transport;

import dev.mossspore.base.SharedBudget;
import dev.mossspore.base.Tally;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * The sending half of a TCP link. It seals only what the socket takes soon; the rest waits where
 * control can go before bulk. A remote that does not take what was sealed for five seconds has
 * stalled (chapter 02 section 2). Confined to the link's event loop but for its queue and {@link
 * #wake}.
 */
final class TcpSender {
  private static final long CONTROL_LIMIT = 2L << 20;

  /** Bytes sealed before other links of the loop get their turn. */
  private static final long TURN = 256 << 10;

  private static final long STALL_SECONDS = 5;

  private final ChannelHandlerContext context;
  private final FrameSealer sealer;
  private final SendQueue queue;
  private final Tally sent;
  private final Runnable stalled;
  private long turns;
  private long taken;
  private boolean watching;

  /**
   * @param key of this direction
   * @param forwards bounds the bulk of all links
   * @param unsent counts the bytes of bulk that were not sent before the link ended
   * @param sent counts the bytes of frames
   * @param stalled ends the link
   */
  TcpSender(
      ChannelHandlerContext context,
      byte[] key,
      SharedBudget forwards,
      LongAdder unsent,
      Tally sent,
      Runnable stalled) {
    this.context = context;
    this.sealer = new FrameSealer(key);
    this.queue = new SendQueue(CONTROL_LIMIT, forwards, unsent);
    this.sent = sent;
    this.stalled = stalled;
  }

  /** What is put in here has to be followed by {@link #wake}. */
  SendQueue queue() {
    return queue;
  }

  /** Sees to it that what waits is sent. Any thread. */
  void wake() {
    if (queue.claim()) {
      context.executor().execute(this::drain);
    }
  }

  private void drain() {
    queue.claimed();
    if (!context.channel().isActive()) {
      queue.close();
      return;
    }
    long left = TURN;
    ChannelFuture last = null;
    while (left > 0 && context.channel().isWritable()) {
      ByteBuffer packet = queue.next();
      if (packet == null) {
        break;
      }
      left -= packet.remaining();
      ByteBuffer frame = sealer.seal(Mux.DEFAULT_STREAM, packet);
      sent.add(frame.remaining());
      last = context.write(Unpooled.wrappedBuffer(frame));
    }
    if (last != null) {
      turns++;
      last.addListener(done -> taken++);
      context.flush();
      watch();
    }
    if (context.channel().isWritable() && !queue.isEmpty()) {
      wake();
    }
  }

  private void watch() {
    if (!watching && taken < turns) {
      watching = true;
      long awaited = turns;
      context.executor().schedule(() -> look(awaited), STALL_SECONDS, TimeUnit.SECONDS);
    }
  }

  private void look(long awaited) {
    watching = false;
    if (taken < awaited) {
      stalled.run();
    } else {
      watch();
    }
  }
}
