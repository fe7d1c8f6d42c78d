package dev.mossspore.admin;

import io.grpc.Attributes;
import io.grpc.Grpc;
import io.grpc.ServerTransportFilter;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
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
  private final AdminCounters counters;
  private final Set<Channel> open = new HashSet<>();
  private final ArrayDeque<Channel> unproven = new ArrayDeque<>();
  private final Map<SocketAddress, Channel> byAddress = new HashMap<>();

  /** The connection that is being set up in this very call; gRPC does not say which one it is. */
  private @Nullable Channel settingUp;

  Connections(int limit, AdminCounters counters) {
    this.limit = limit;
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
    SocketAddress remote = channel.remoteAddress();
    byAddress.put(remote, channel);
    channel.closeFuture().addListener(done -> ended(channel, remote));
    channel.pipeline().addLast(new SettingUp());
    ctx.fireChannelRead(channel);
  }

  private Attributes proven(Attributes attributes) {
    Channel channel =
        settingUp != null
            ? settingUp
            : byAddress.get(attributes.get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR));
    unproven.remove(channel);
    return channel == null ? attributes : attributes.toBuilder().set(CHANNEL, channel).build();
  }

  private void ended(Channel channel, SocketAddress remote) {
    byAddress.remove(remote, channel);
    if (open.remove(channel) && unproven.remove(channel)) {
      counters.connections().increment(ConnectionRefusal.HANDSHAKE_FAILED);
    }
  }

  /**
   * First in a new connection's pipeline. Netty adds its handlers one after another in one call and
   * says last that it is registered: whatever gRPC says in between is about this connection.
   */
  private final class SettingUp extends ChannelInboundHandlerAdapter {
    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
      settingUp = ctx.channel();
    }

    @Override
    public void channelRegistered(ChannelHandlerContext ctx) {
      settingUp = null;
      ctx.pipeline().remove(this);
      ctx.fireChannelRegistered();
    }
  }
}
