package dev.mossspore.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.nio.channels.spi.SelectorProvider;
import java.util.concurrent.TimeUnit;

/**
 * The threads that carry the links: epoll where the platform has it, else NIO. Owns them; closing
 * ends them.
 */
public final class EventLoops implements AutoCloseable {
  private static final long STOP_SECONDS = 5;

  private final EventLoopGroup group;
  private final ChannelFactory<ServerChannel> serverChannel;
  private final Class<? extends SocketChannel> socketChannel;
  private final ChannelFactory<DatagramChannel> datagramChannel;
  private final boolean epoll;

  /** Closes also what is added after it was closed itself. */
  private final ChannelGroup streams =
      new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE, true);

  private EventLoops(
      EventLoopGroup group,
      ChannelFactory<ServerChannel> serverChannel,
      Class<? extends SocketChannel> socketChannel,
      ChannelFactory<DatagramChannel> datagramChannel,
      boolean epoll) {
    this.group = group;
    this.serverChannel = serverChannel;
    this.socketChannel = socketChannel;
    this.datagramChannel = datagramChannel;
    this.epoll = epoll;
  }

  /** Starts the loops; their threads are daemons. */
  public static EventLoops start(int threads) {
    boolean epoll = Epoll.isAvailable();
    IoHandlerFactory io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    EventLoopGroup group =
        new MultiThreadIoEventLoopGroup(threads, new DefaultThreadFactory("link", true), io);
    return epoll
        ? new EventLoops(
            group,
            () -> new EpollServerSocketChannel(SocketProtocolFamily.INET),
            EpollSocketChannel.class,
            () -> new EpollDatagramChannel(SocketProtocolFamily.INET),
            true)
        : new EventLoops(
            group,
            () ->
                new NioServerSocketChannel(SelectorProvider.provider(), SocketProtocolFamily.INET),
            NioSocketChannel.class,
            () -> new NioDatagramChannel(SocketProtocolFamily.INET),
            false);
  }

  EventLoopGroup group() {
    return group;
  }

  /** Listens on IPv4 alone: the default would listen on IPv6 too. */
  ChannelFactory<ServerChannel> serverChannel() {
    return serverChannel;
  }

  Class<? extends SocketChannel> socketChannel() {
    return socketChannel;
  }

  /** Of IPv4 alone: UDP knows no other endpoints (chapter 02 section 5). */
  ChannelFactory<DatagramChannel> datagramChannel() {
    return datagramChannel;
  }

  /** Whether sockets are epoll's, with its options. */
  boolean epoll() {
    return epoll;
  }

  /**
   * Takes care that the channel is closed when the loops end. To be called on its loop: a channel
   * may be registered so late that the loops themselves would forget it.
   */
  void own(Channel stream) {
    streams.add(stream);
  }

  @Override
  public void close() {
    streams.close();
    group
        .shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS)
        .awaitUninterruptibly(STOP_SECONDS, TimeUnit.SECONDS);
  }
}
