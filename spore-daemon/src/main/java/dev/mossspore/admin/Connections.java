package dev.mossspore.admin;

import io.grpc.Attributes;
import io.grpc.ServerTransportFilter;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.ssl.SslHandler;
import java.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stands before gRPC on a listening socket that is bound already, and bounds its connections. When
 * all places are taken the oldest connection goes that has not proved who it is, so that strangers
 * who only connect cannot keep operators out; where there is none the newcomer is closed. Confined
 * to the service loop.
 */
final class Connections extends ChannelDuplexHandler {
  /** Of a connection: the Netty channel that carries it. */
  static final Attributes.Key<Channel> CHANNEL = Attributes.Key.create("channel");

  private final int limit;
  private final boolean tls;
  private final AdminCounters counters;
  private final Set<Channel> open = new HashSet<>();
  private final ArrayDeque<Channel> unproven = new ArrayDeque<>();

  /** The connection from which the loop is reading in this very call. */
  private @Nullable Channel reading;

  /**
   * @param tls whether gRPC is to speak TLS
   */
  Connections(int limit, boolean tls, AdminCounters counters) {
    this.limit = limit;
    this.tls = tls;
    this.counters = counters;
  }

  /** Tells gRPC, and through it each call, which channel carries a connection. */
  ServerTransportFilter filter() {
    return new ServerTransportFilter() {
      @Override
      public Attributes transportReady(Attributes attributes) {
        return proven(attributes);
      }
    };
  }

  /** The socket is bound, so all there is to do is to accept. */
  @Override
  public void bind(ChannelHandlerContext ctx, SocketAddress address, ChannelPromise promise) {
    ctx.channel().config().setAutoRead(true);
    promise.setSuccess();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object accepted) {
    Channel channel = (Channel) accepted;
    if (open.size() >= limit) {
      counters.connections().increment(ConnectionRefusal.TOO_MANY_CONNECTIONS);
      Channel oldest = unproven.pollFirst();
      if (oldest == null) {
        channel.unsafe().closeForcibly();
        return;
      }
      open.remove(oldest);
      var _ = oldest.close();
    }
    open.add(channel);
    unproven.addLast(channel);
    channel.closeFuture().addListener(done -> ended(channel));
    channel.pipeline().addLast(tls ? new BeforeTls() : new Reading());
    ctx.fireChannelRead(channel);
  }

  private Attributes proven(Attributes attributes) {
    Channel channel = reading;
    if (channel == null) {
      return attributes;
    }
    unproven.remove(channel);
    return attributes.toBuilder().set(CHANNEL, channel).build();
  }

  private void ended(Channel channel) {
    if (open.remove(channel) && unproven.remove(channel)) {
      counters.connections().increment(ConnectionRefusal.HANDSHAKE_FAILED);
    }
  }

  /**
   * Before gRPC in a connection's pipeline, where bytes are plain. gRPC does not say which
   * connection a transport is of, but it reports one while it reads the client's first frames, so
   * that is the one the loop is at.
   */
  private final class Reading extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      reading = ctx.channel();
      try {
        ctx.fireChannelRead(message);
      } finally {
        reading = null;
      }
    }
  }

  /**
   * First in the pipeline of a TLS connection. What the TLS handler makes plain it passes on at
   * times of its own, since it leaves the costly parts of a handshake to other threads; so only who
   * stands behind it knows what is being read.
   */
  private final class BeforeTls extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      String tls = ctx.pipeline().context(SslHandler.class).name();
      ctx.pipeline().addAfter(tls, null, new Reading()).remove(this);
      ctx.fireChannelRead(message);
    }
  }
}
