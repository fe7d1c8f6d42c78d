package dev.mossspore.testing;

import dev.mossspore.admin.v1.AdminGrpc;
import io.grpc.Channel;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** A caller of the admin API, over any of its sockets. */
public final class AdminClient implements AutoCloseable {
  private static final long LIMIT_SECONDS = 20;
  private static final EventLoopGroup LOOP =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("admin-client", true), NioIoHandler.newFactory());
  private static final Metadata.Key<String> CODE =
      Metadata.Key.of("mossspore-code", Metadata.ASCII_STRING_MARSHALLER);
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private final ManagedChannel channel;

  private AdminClient(NettyChannelBuilder builder) {
    this.channel = builder.eventLoopGroup(LOOP).build();
  }

  /** Over a local socket. */
  public static AdminClient unix(Path socket) {
    return new AdminClient(
        NettyChannelBuilder.forAddress(UnixDomainSocketAddress.of(socket))
            .overrideAuthority("localhost")
            .channelType(NioDomainSocketChannel.class, UnixDomainSocketAddress.class)
            .usePlaintext());
  }

  /** Over TCP of this host. */
  public static AdminClient tcp(int port) {
    return new AdminClient(
        NettyChannelBuilder.forAddress(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
            .channelType(NioSocketChannel.class, InetSocketAddress.class)
            .usePlaintext());
  }

  /** Over TLS to this host, which is known as {@code localhost}. */
  public static AdminClient tls(int port, SslContext context) {
    return new AdminClient(
        NettyChannelBuilder.forAddress(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
            .overrideAuthority("localhost")
            .channelType(NioSocketChannel.class, InetSocketAddress.class)
            .sslContext(context));
  }

  /** Calls of a few seconds. */
  public AdminGrpc.AdminBlockingStub calls() {
    return AdminGrpc.newBlockingStub(channel).withDeadlineAfter(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  /** The same with a token. */
  public AdminGrpc.AdminBlockingStub calls(String token) {
    Metadata headers = new Metadata();
    headers.put(AUTHORIZATION, "Bearer " + token);
    return calls().withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  /** Calls that end when they end. */
  public AdminGrpc.AdminStub streams() {
    return AdminGrpc.newStub(channel);
  }

  public Channel channel() {
    return channel;
  }

  /** Whether there is a connection that takes calls; a spore may have asked to make no more. */
  public boolean connected() {
    return channel.getState(false) == ConnectivityState.READY;
  }

  /** The catalogue's code of a failed call; empty if it has none. */
  public static String code(StatusRuntimeException failure) {
    Metadata trailers = failure.getTrailers();
    return trailers == null ? "" : Objects.requireNonNullElse(trailers.get(CODE), "");
  }

  @Override
  public void close() {
    channel.shutdownNow();
    try {
      channel.awaitTermination(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
