package dev.mossspore.monitor;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection whose request, answer or pause takes too long. Further bytes of a request do
 * not extend its time, which is what slow-loris clients count on. Sits before the decoder, where
 * the bytes are seen.
 */
final class Deadline extends ChannelInboundHandlerAdapter {
  private enum Phase {
    /** Connected; a request must come soon. */
    FRESH,
    READING,
    WRITING,
    IDLE
  }

  private final MonitorLimits limits;
  private final Runnable onMissed;
  private Phase phase = Phase.FRESH;
  private @Nullable Future<?> timer;

  /**
   * Starts when the channel becomes active.
   *
   * @param onMissed called when a request or an answer took too long; pauses that end are normal
   */
  Deadline(MonitorLimits limits, Runnable onMissed) {
    this.limits = limits;
    this.onMissed = onMissed;
  }

  /** Whether nothing would be lost by closing. */
  boolean atRest() {
    return phase == Phase.FRESH || phase == Phase.IDLE;
  }

  /** The request is complete and its answer on the way. */
  void answering(ChannelHandlerContext ctx) {
    enter(ctx, Phase.WRITING, limits.write());
  }

  /** The answer is out and another request may come. */
  void answered(ChannelHandlerContext ctx) {
    enter(ctx, Phase.IDLE, limits.idle());
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    enter(ctx, Phase.FRESH, limits.read());
    ctx.fireChannelActive();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object bytes) {
    if (phase == Phase.IDLE) {
      enter(ctx, Phase.READING, limits.read());
    } else if (phase == Phase.FRESH) {
      phase = Phase.READING;
    }
    ctx.fireChannelRead(bytes);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    cancel();
    ctx.fireChannelInactive();
  }

  private void enter(ChannelHandlerContext ctx, Phase next, Duration limit) {
    cancel();
    phase = next;
    timer = ctx.executor().schedule(() -> missed(ctx), limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void missed(ChannelHandlerContext ctx) {
    if (!atRest()) {
      onMissed.run();
    }
    var _ = ctx.close();
  }

  private void cancel() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }
}
