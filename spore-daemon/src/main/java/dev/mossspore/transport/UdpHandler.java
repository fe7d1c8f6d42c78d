package dev.mossspore.transport;

import dev.mossspore.base.EnumCounters;
import dev.mossspore.base.Log;
import dev.mossspore.crypto.RandomPool;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The shell around the UDP machine: a socket's datagrams and the clock go in, its datagrams go out.
 * One flush follows each batch of input. The machine lives on the socket's event loop.
 */
final class UdpHandler extends SimpleChannelInboundHandler<DatagramPacket> {
  private static final Log LOG = Log.of("transport");

  private final HandshakeContext handshakes;
  private final SecureRandom random;
  private final BooleanSupplier padData;
  private final LinkListener listener;
  private final EnumCounters<DatagramDrop> drops = new EnumCounters<>(DatagramDrop.class);
  private final UdpTimers timers = new UdpTimers();
  private long alarm = UdpTimers.NEVER;

  /** Set when the socket is registered, before it is bound. */
  private volatile @Nullable Shell shell;

  private record Shell(ChannelHandlerContext context, UdpEndpoint endpoint) {}

  UdpHandler(
      HandshakeContext handshakes,
      SecureRandom random,
      BooleanSupplier padData,
      LinkListener listener) {
    this.handshakes = handshakes;
    this.random = random;
    this.padData = padData;
    this.listener = listener;
  }

  EnumCounters<DatagramDrop> drops() {
    return drops;
  }

  /** Whether the socket is open. Any thread. */
  boolean listening() {
    Shell current = shell;
    return current != null && current.context().channel().isOpen();
  }

  /** Bulk that waits to be sent, in bytes. Any thread. */
  long waitingForwards() {
    Shell current = shell;
    return current == null ? 0 : current.endpoint().forwards().held();
  }

  /**
   * Runs an action on the machine's loop. Returns false if that cannot be, because the socket is
   * not bound yet or closed.
   */
  boolean run(Consumer<UdpEndpoint> action) {
    Shell current = shell;
    if (current == null || !current.context().channel().isOpen()) {
      return false;
    }
    try {
      execute(current.context(), () -> action.accept(current.endpoint()));
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  /** Ends the machine, then the socket. May be called again. */
  void close() {
    Shell current = shell;
    if (current != null && run(UdpEndpoint::close)) {
      current.context().close();
    }
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    RandomPool pool = new RandomPool(random);
    ObfuscationCodec codec =
        new ObfuscationCodec(ObfuscationCodec.key(handshakes.credentials().networkId()), pool);
    UdpContext context =
        new UdpContext(
            handshakes,
            codec,
            padData,
            output(ctx),
            task -> execute(ctx, task),
            System::nanoTime,
            timers,
            drops,
            listener);
    shell = new Shell(ctx, new UdpEndpoint(context, pool));
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, DatagramPacket packet) {
    Shell current = shell;
    if (current != null) {
      byte[] bytes = new byte[packet.content().readableBytes()];
      packet.content().readBytes(bytes);
      current.endpoint().datagram(packet.sender(), bytes);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    settle(ctx);
  }

  /** A receive error is no reason to stop listening; Netty goes on reading. */
  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    drops.increment(DatagramDrop.RECEIVE_FAILED);
    if (!(cause instanceof IOException)) {
      LOG.error("UDP input failed", "error", cause);
    }
  }

  private void execute(ChannelHandlerContext ctx, Runnable task) {
    ctx.executor()
        .execute(
            () -> {
              task.run();
              settle(ctx);
            });
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (ctx.channel().isWritable()) {
      // Later, since this may come from inside the machine's own sending.
      run(UdpEndpoint::writable);
    }
  }

  /** What is sent though the socket takes nothing is dropped, as the network would drop it. */
  private UdpOutput output(ChannelHandlerContext ctx) {
    return new UdpOutput() {
      @Override
      public boolean ready() {
        if (!ctx.channel().isWritable()) {
          ctx.flush();
        }
        return ctx.channel().isWritable();
      }

      @Override
      public void transmit(InetSocketAddress to, byte[] datagram) {
        if (ready()) {
          ctx.write(new DatagramPacket(Unpooled.wrappedBuffer(datagram), to));
        } else {
          drops.increment(DatagramDrop.SEND_BUFFER_FULL);
        }
      }
    };
  }

  /** After every input: what was written goes out, and the next alarm is set. */
  private void settle(ChannelHandlerContext ctx) {
    ctx.flush();
    long next = timers.next();
    if (next != UdpTimers.NEVER && (alarm == UdpTimers.NEVER || next - alarm < 0)) {
      alarm = next;
      ctx.executor()
          .schedule(() -> tick(ctx, next), next - System.nanoTime(), TimeUnit.NANOSECONDS);
    }
  }

  private void tick(ChannelHandlerContext ctx, long due) {
    if (alarm == due) {
      alarm = UdpTimers.NEVER;
    }
    timers.run(System.nanoTime());
    settle(ctx);
  }
}
