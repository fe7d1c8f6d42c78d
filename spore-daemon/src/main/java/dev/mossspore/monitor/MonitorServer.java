package dev.mossspore.monitor;

import dev.mossspore.base.HostPort;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.flow.FlowControlHandler;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.spi.SelectorProvider;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * The HTTP monitor (07 section 8), on a loop that is never that of the links. No encryption, no
 * authentication: who reaches the port reads {@code /info}.
 */
public final class MonitorServer implements AutoCloseable {
  private static final long FINISH_SECONDS = 2;

  // The codec gives up at 128 unanswered requests; a request has 18 bytes at least, and nothing is
  // read while requests wait.
  private static final int READ_BYTES = 2048;

  private final EventLoop loop;
  private final ChannelGroup connections;
  private final MonitorCounters counters;
  private final MonitorLimits limits;
  private final Endpoints endpoints;
  private final Channel listener;

  private MonitorServer(HostPort listen, Monitored node, MonitorLimits limits) throws IOException {
    this.loop = node.loop().next();
    this.connections = new DefaultChannelGroup(loop);
    this.limits = limits;
    this.counters = node.counters();
    this.endpoints = new Endpoints(node);
    this.listener = bind(listen);
  }

  /**
   * Binds and answers from now on.
   *
   * @param listen an empty host means all interfaces, IPv4 and IPv6; port 0 lets the system choose
   * @throws IOException naming the address and what is wrong with it
   */
  public static MonitorServer start(HostPort listen, Monitored node) throws IOException {
    return start(listen, node, MonitorLimits.DEFAULT);
  }

  static MonitorServer start(HostPort listen, Monitored node, MonitorLimits limits)
      throws IOException {
    return new MonitorServer(listen, node, limits);
  }

  /** The port bound. */
  public int port() {
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }

  /** What this server and those before it did not put up with. */
  MonitorCounters counters() {
    return counters;
  }

  /** Stops listening, gives requests under way two seconds, closes everything. */
  @Override
  public void close() {
    listener.close().awaitUninterruptibly();
    loop.submit(this::finishAll).awaitUninterruptibly();
    connections.newCloseFuture().awaitUninterruptibly(FINISH_SECONDS, TimeUnit.SECONDS);
    connections.close().awaitUninterruptibly();
  }

  private void finishAll() {
    for (Channel channel : connections) {
      var connection = channel.pipeline().context(MonitorConnection.class);
      if (connection != null && connection.handler() instanceof MonitorConnection open) {
        open.finish(connection);
      }
    }
  }

  private Channel bind(HostPort listen) throws IOException {
    InetSocketAddress address = resolve(listen);
    // An IPv6 socket bound to 0.0.0.0 would take IPv6 connections too, which nobody asked for.
    boolean onlyIpv4 = !listen.host().isEmpty() && address.getAddress() instanceof Inet4Address;
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(loop)
            .channelFactory(() -> onlyIpv4 ? ipv4Listener() : new NioServerSocketChannel())
            .childOption(ChannelOption.AUTO_READ, false)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ_BYTES))
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    accept(channel);
                  }
                });
    ChannelFuture bound = bootstrap.bind(address).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw failure(listen, bound.cause());
    }
    return bound.channel();
  }

  private void accept(SocketChannel channel) {
    if (connections.size() >= limits.connections()) {
      counters.refused().increment();
      var _ = channel.close();
      return;
    }
    connections.add(channel);
    Deadline deadline = new Deadline(limits, counters.timedOut()::increment);
    HttpDecoderConfig config =
        new HttpDecoderConfig()
            .setMaxInitialLineLength(MonitorLimits.MAX_LINE)
            .setMaxHeaderSize(MonitorLimits.MAX_HEADERS);
    channel
        .pipeline()
        .addLast(deadline)
        .addLast(new HttpServerCodec(config))
        .addLast(new FlowControlHandler())
        .addLast(new MonitorConnection(endpoints, deadline));
  }

  private static InetSocketAddress resolve(HostPort listen) throws IOException {
    try {
      return listen.host().isEmpty()
          ? new InetSocketAddress(listen.port())
          : new InetSocketAddress(InetAddress.getByName(listen.host()), listen.port());
    } catch (UnknownHostException e) {
      throw new IOException("monitor.listen " + listen + ": unknown host", e);
    }
  }

  private static IOException failure(HostPort listen, Throwable cause) {
    String text = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    String reason = text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    return new IOException("monitor.listen " + listen + ": " + reason, cause);
  }

  private static NioServerSocketChannel ipv4Listener() {
    return new NioServerSocketChannel(SelectorProvider.provider(), SocketProtocolFamily.INET);
  }
}
