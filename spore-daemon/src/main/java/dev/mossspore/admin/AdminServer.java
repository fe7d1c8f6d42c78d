package dev.mossspore.admin;

import dev.mossspore.base.Log;
import dev.mossspore.monitor.NodeStatus;
import io.grpc.Server;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Serves the admin API on sockets that are bound already. Starting it loads gRPC, which takes part
 * of a second and some megabytes: not to be waited for by who starts a node.
 */
public final class AdminServer implements AutoCloseable {
  private static final Log LOG = Log.of("admin");

  /** Of each socket. */
  private static final int CONNECTIONS = 32;

  private static final int CALLS_PER_CONNECTION = 32;
  private static final int MAX_REQUEST = (1 << 20) + (64 << 10);
  private static final int MAX_HEADERS = 8192;
  private static final int WINDOW = 128 << 10;
  private static final long STOP_SECONDS = 1;
  private static final long REFRESH_SECONDS = 5;

  private final EventLoopGroup loop;
  private final AdminNode node;
  private final AdminCounters counters;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("admin-", 0).factory());
  private final HealthStatusManager health = new HealthStatusManager();
  private final Subscribers subscribers;
  private final List<Server> servers = new ArrayList<>();
  private final List<ScheduledFuture<?>> regular = new ArrayList<>();

  private AdminServer(EventLoopGroup loop, AdminNode node, AdminCounters counters) {
    this.loop = loop;
    this.node = node;
    this.counters = counters;
    this.subscribers = new Subscribers(node.events(), node.clock(), counters, threads, loop);
    regular.add(every(1, this::watch));
  }

  /**
   * Begins to serve.
   *
   * @param loop of NIO channels, of one thread; carries the connections
   */
  public static AdminServer start(
      List<AdminListener> listeners, AdminNode node, EventLoopGroup loop, AdminCounters counters)
      throws IOException {
    AdminServer server = new AdminServer(loop, node, counters);
    try {
      for (AdminListener listener : listeners) {
        server.serve(listener);
      }
      return server;
    } catch (Throwable e) {
      server.close();
      throw e;
    }
  }

  /** Ends streams and calls, and closes the sockets; takes two seconds at most. */
  @Override
  public void close() {
    regular.forEach(task -> task.cancel(false));
    health.enterTerminalState();
    servers.forEach(Server::shutdown);
    subscribers.stop();
    try {
      awaitEnd();
      servers.forEach(Server::shutdownNow);
      awaitEnd();
    } catch (InterruptedException e) {
      servers.forEach(Server::shutdownNow);
      Thread.currentThread().interrupt();
    }
    threads.shutdownNow();
  }

  /** Waits for all sockets together, for a second at most. */
  private void awaitEnd() throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_SECONDS);
    for (Server server : servers) {
      server.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    }
  }

  private void serve(AdminListener listener) throws IOException {
    Certificates certificates = listener.certificates();
    Connections connections = new Connections(CONNECTIONS, certificates != null, counters);
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(listener.channel().getLocalAddress())
            .channelFactory(channel(listener, connections))
            // Local sockets have no such option, and Netty would warn at each connection.
            .withChildOption(ChannelOption.SO_KEEPALIVE, listener.local() ? null : true)
            .bossEventLoopGroup(loop)
            .workerEventLoopGroup(loop)
            .executor(threads)
            .intercept(new CallGuard(listener.callers(), counters))
            .addTransportFilter(connections.filter())
            .addService(new AdminService(node, subscribers))
            .addService(health.getHealthService())
            .maxConcurrentCallsPerConnection(CALLS_PER_CONNECTION)
            .maxInboundMessageSize(MAX_REQUEST)
            .maxInboundMetadataSize(MAX_HEADERS)
            .flowControlWindow(WINDOW)
            .handshakeTimeout(5, TimeUnit.SECONDS)
            .keepAliveTime(60, TimeUnit.SECONDS)
            .keepAliveTimeout(20, TimeUnit.SECONDS)
            .permitKeepAliveTime(10, TimeUnit.SECONDS)
            .permitKeepAliveWithoutCalls(true)
            .maxConnectionIdle(10, TimeUnit.MINUTES);
    if (certificates != null) {
      builder.sslContext(certificates.context());
      regular.add(every(REFRESH_SECONDS, () -> threads.execute(certificates::refresh)));
    }
    servers.add(builder.build().start());
    LOG.info("admin API listening", "on", listener.name());
  }

  /** Wraps a bound socket; it accepts nothing before gRPC is ready for it. */
  private static ChannelFactory<ServerChannel> channel(
      AdminListener listener, Connections connections) {
    return () -> {
      ServerChannel channel =
          listener.local()
              ? new NioServerDomainSocketChannel(listener.channel())
              : new NioServerSocketChannel(listener.channel());
      channel.config().setAutoRead(false);
      channel.pipeline().addLast(connections);
      return channel;
    };
  }

  private ScheduledFuture<?> every(long seconds, Runnable task) {
    return loop.scheduleWithFixedDelay(task, 0, seconds, TimeUnit.SECONDS);
  }

  private void watch() {
    boolean serving =
        node.status().get() instanceof NodeStatus.Running running && running.faults().isEmpty();
    health.setStatus(
        HealthStatusManager.SERVICE_NAME_ALL_SERVICES,
        serving ? ServingStatus.SERVING : ServingStatus.NOT_SERVING);
  }
}
