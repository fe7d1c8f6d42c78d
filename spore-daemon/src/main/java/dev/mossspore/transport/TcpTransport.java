package dev.mossspore.transport;

import dev.mossspore.base.HostPort;
import dev.mossspore.base.SharedBudget;
import dev.mossspore.crypto.Handshake;
import dev.mossspore.crypto.HandshakeMode;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Accepts and dials TCP connections and turns each into a link (chapter 01 section 5). Any thread;
 * never blocks but to bind.
 */
public final class TcpTransport implements AutoCloseable {
  private static final int MAX_HANDSHAKES = 256;

  /** Many peers may share the address of a carrier's NAT, and come back all at once. */
  private static final int MAX_HANDSHAKES_PER_SOURCE = 32;

  private static final int PROBE_TIMEOUT_MILLIS = 500;
  private static final int MAX_HALF_READ = 4 << 20;
  private static final long MAX_FORWARDS = 8 << 20;

  private final EventLoops loops;
  private final HandshakeContext handshakes;
  private final LinkListener listener;
  private final HandshakeGate gate;
  private final FrameBudget frames = new FrameBudget(MAX_HALF_READ);
  private final SharedBudget forwards = new SharedBudget(MAX_FORWARDS);
  private volatile @Nullable Channel server;

  /**
   * @param random draws whose handshake has to make room
   */
  TcpTransport(
      EventLoops loops,
      HandshakeContext handshakes,
      RandomGenerator random,
      LinkListener listener) {
    this.loops = loops;
    this.handshakes = handshakes;
    this.listener = listener;
    this.gate = new HandshakeGate(MAX_HANDSHAKES, MAX_HANDSHAKES_PER_SOURCE, random);
  }

  /**
   * Begins to accept.
   *
   * @return the port, chosen by the system if 0 was asked for
   * @throws IOException if the address cannot be bound
   */
  public int listen(InetSocketAddress address) throws IOException {
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(loops.group())
            .channelFactory(loops.serverChannel())
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.SO_KEEPALIVE, true)
            .childHandler(initializer(this::accept));
    var bound = bootstrap.bind(address).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(String.valueOf(bound.cause().getMessage()), bound.cause());
    }
    server = bound.channel();
    return ((InetSocketAddress) server.localAddress()).getPort();
  }

  /**
   * Dials with IK if the target's static key is known, else with XX; an IK that fails on a good
   * connection is tried once more as XX (chapter 01 section 5.3).
   *
   * @param remoteStatic 32 bytes, or null
   * @return the link, which is also reported to the listener; fails with a {@link DialException}
   */
  public CompletableFuture<Link> dial(InetSocketAddress target, byte @Nullable [] remoteStatic) {
    return dialOnce(target, remoteStatic)
        .exceptionallyCompose(
            failure ->
                remoteStatic != null
                        && DialException.of(failure).reason() == DialException.Reason.HANDSHAKE
                    ? dialOnce(target, null)
                    : CompletableFuture.failedFuture(DialException.of(failure)));
  }

  /**
   * Whether somebody accepts TCP at an address. The connection is closed at once.
   *
   * @param target an address, not a name
   */
  public CompletableFuture<Boolean> connects(HostPort target) {
    CompletableFuture<Boolean> result = new CompletableFuture<>();
    new Bootstrap()
        .group(loops.group())
        .channel(loops.socketChannel())
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, PROBE_TIMEOUT_MILLIS)
        .handler(initializer(channel -> {}))
        .connect(new InetSocketAddress(target.host(), target.port()))
        .addListener(
            (io.netty.channel.ChannelFuture connected) -> {
              connected.channel().close();
              result.complete(connected.isSuccess());
            });
    return result;
  }

  /** Whether it accepts, or was never asked to. Any thread. */
  public boolean listening() {
    Channel bound = server;
    return bound == null || bound.isOpen();
  }

  /** Bulk that waits to be sent, in bytes. Any thread. */
  long waitingForwards() {
    return forwards.held();
  }

  /** How many inbound handshakes run. */
  int handshakes() {
    return gate.running();
  }

  /** Stops accepting. Links live on. */
  @Override
  public void close() {
    if (server != null) {
      server.close().awaitUninterruptibly();
    }
  }

  private void accept(SocketChannel channel) {
    InetSocketAddress remote = channel.remoteAddress();
    HandshakeGate.Place place =
        gate.enter(
            remote.getAddress(), () -> channel.pipeline().fireUserEventTriggered(Refusal.EVICTED));
    if (place == null) {
      handshakes.counters().refusals().increment(Refusal.SOURCE_FULL);
      handshakes.counters().overTcp().increment(HandshakeResult.REFUSED);
      channel.close();
      return;
    }
    channel
        .pipeline()
        .addLast(
            TcpHandshakeHandler.responder(
                handshakes,
                new TcpHandshakeHandler.Outcome() {
                  @Override
                  public void completed(ChannelHandlerContext context, Handshake handshake) {
                    gate.leave(place);
                    upgrade(context, link(handshake, remote, false, listener));
                  }

                  @Override
                  public void failed() {
                    gate.leave(place);
                  }
                }));
  }

  private CompletableFuture<Link> dialOnce(
      InetSocketAddress target, byte @Nullable [] remoteStatic) {
    CompletableFuture<Link> result = new CompletableFuture<>();
    new Bootstrap()
        .group(loops.group())
        .channel(loops.socketChannel())
        .option(
            ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(handshakes.timeout().toMillis()))
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.SO_KEEPALIVE, true)
        .handler(initializer(channel -> {}))
        .connect(target)
        .addListener(
            (io.netty.channel.ChannelFuture connected) -> {
              if (connected.isSuccess()) {
                initiate(connected.channel(), target, remoteStatic, result);
              } else {
                result.completeExceptionally(
                    new DialException(
                        DialException.Reason.CONNECT,
                        String.valueOf(connected.cause().getMessage())));
              }
            });
    return result;
  }

  private void initiate(
      Channel channel,
      InetSocketAddress target,
      byte @Nullable [] remoteStatic,
      CompletableFuture<Link> result) {
    TcpHandshakeHandler.Outcome outcome =
        new TcpHandshakeHandler.Outcome() {
          @Override
          public void completed(ChannelHandlerContext context, Handshake handshake) {
            LinkListener both =
                link -> {
                  listener.established(link);
                  result.complete(link);
                };
            upgrade(context, link(handshake, target, true, both));
          }

          @Override
          public void failed() {
            result.completeExceptionally(
                new DialException(DialException.Reason.HANDSHAKE, "the handshake failed"));
          }
        };
    try {
      handshakes
          .workers()
          .execute(
              () -> {
                Handshake handshake = handshakes.initiator(remoteStatic);
                channel
                    .pipeline()
                    .addLast(TcpHandshakeHandler.initiator(handshakes, handshake, outcome));
              });
    } catch (RejectedExecutionException e) {
      handshakes.counters().overTcp().increment(HandshakeResult.REFUSED);
      channel.close();
      result.completeExceptionally(
          new DialException(DialException.Reason.BUSY, "too many handshakes at once"));
    }
  }

  private TcpLink link(
      Handshake handshake, InetSocketAddress remote, boolean outbound, LinkListener reportTo) {
    // The responder of IK over TCP has no proof yet that msg 1 was not a recording.
    boolean confirmed = outbound || handshake.mode() == HandshakeMode.XX;
    return new TcpLink(
        handshake.keys(),
        new HostPort(remote.getAddress().getHostAddress(), remote.getPort()),
        outbound,
        confirmed,
        handshakes.timeout(),
        frames,
        forwards,
        reportTo,
        handshakes.counters());
  }

  private static void upgrade(ChannelHandlerContext context, TcpLink link) {
    context.pipeline().replace(context.handler(), "link", link);
  }

  private ChannelInitializer<SocketChannel> initializer(
      java.util.function.Consumer<SocketChannel> action) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(SocketChannel channel) {
        loops.own(channel);
        action.accept(channel);
      }
    };
  }
}
