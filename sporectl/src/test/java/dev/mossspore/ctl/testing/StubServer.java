package dev.mossspore.ctl.testing;

import io.grpc.Server;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyServerBuilder;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Serves stub daemons on unix sockets, all on one event loop. */
public final class StubServer implements AutoCloseable {
  /** Netty warns of an option that unix sockets do not have, once a connection. */
  private static final Logger SILENCED = Logger.getLogger("io.netty.bootstrap");

  static {
    SILENCED.setLevel(Level.SEVERE);
  }

  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final java.util.List<Server> servers = new java.util.concurrent.CopyOnWriteArrayList<>();

  /** A daemon at a socket; the server that can be stopped alone. */
  public Server serve(Path socket, StubDaemon daemon) {
    try {
      Files.deleteIfExists(socket);
      Server server =
          NettyServerBuilder.forAddress(UnixDomainSocketAddress.of(socket))
              .channelType(NioServerDomainSocketChannel.class)
              .bossEventLoopGroup(loops)
              .workerEventLoopGroup(loops)
              .directExecutor()
              .addService(daemon)
              .build()
              .start();
      servers.add(server);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A daemon behind mutual TLS on a port of loopback, which is returned. */
  public int serveTls(StubDaemon daemon, Path certificate, Path key, Path authority) {
    try {
      return serve(
          daemon,
          GrpcSslContexts.configure(
                  SslContextBuilder.forServer(certificate.toFile(), key.toFile()), SslProvider.JDK)
              .protocols("TLSv1.3")
              .trustManager(authority.toFile())
              .clientAuth(ClientAuth.REQUIRE)
              .build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A daemon without TLS on a port of loopback, which is returned. */
  public int servePlain(StubDaemon daemon) {
    try {
      return serve(daemon, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int serve(StubDaemon daemon, @Nullable SslContext tls) throws IOException {
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .channelType(NioServerSocketChannel.class)
            .bossEventLoopGroup(loops)
            .workerEventLoopGroup(loops)
            .directExecutor()
            .addService(daemon);
    if (tls != null) {
      builder.sslContext(tls);
    }
    Server server = builder.build().start();
    servers.add(server);
    return server.getPort();
  }

  @Override
  public void close() {
    servers.forEach(Server::shutdownNow);
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
