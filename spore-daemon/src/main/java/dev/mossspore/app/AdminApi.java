package dev.mossspore.app;

import dev.mossspore.admin.AdminCounters;
import dev.mossspore.admin.AdminListener;
import dev.mossspore.admin.AdminNode;
import dev.mossspore.admin.AdminServer;
import dev.mossspore.admin.UnixSocket;
import dev.mossspore.base.Log;
import dev.mossspore.config.SporeConfig;
import dev.mossspore.doctor.Facts;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.attribute.GroupPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The admin API of this process. Its sockets are bound before the node joins the network, so that a
 * start that cannot have them ends early (07 section 5.1); gRPC is loaded behind them once the node
 * is up, so that nobody waits for it: who connects before that waits in the socket's queue. Main
 * thread; where gRPC cannot be loaded, the thread that tried closes the sockets.
 */
final class AdminApi implements AutoCloseable {
  private static final Log LOG = Log.of("admin");
  private static final String UNAVAILABLE = "admin_socket_unavailable";
  private static final long STOP_SECONDS = 3;

  private final Conditions degraded;
  private final AdminCounters counters = new AdminCounters();
  private final List<AdminListener> listeners = new ArrayList<>();
  private @Nullable UnixSocket socket;
  private @Nullable CompletableFuture<AdminServer> server;

  private AdminApi(Conditions degraded) {
    this.degraded = degraded;
  }

  /** Binds what the configuration asks for. */
  static AdminApi bind(SporeConfig.Admin config, Conditions degraded) throws FatalException {
    AdminApi api = new AdminApi(degraded);
    if (config.enabled()) {
      try {
        api.bind(config);
      } catch (IOException e) {
        api.close();
        throw new FatalException(ExitCode.FAILED, String.valueOf(e.getMessage()));
      }
    }
    degraded.set(UNAVAILABLE, config.enabled() && api.socket == null);
    return api;
  }

  /** The local socket; null if there is none. */
  @Nullable UnixSocket socket() {
    return socket;
  }

  /** The certificate that is served. */
  Facts.Certificates certificates() {
    return listeners.stream()
        .map(AdminListener::certificates)
        .filter(Objects::nonNull)
        .findFirst()
        .map(served -> new Facts.Certificates(served.expires(), served.problem()))
        .orElse(new Facts.Certificates(null, ""));
  }

  AdminCounters counters() {
    return counters;
  }

  /**
   * Answers from now on, or soon; if it cannot, the sockets are closed and nobody waits at them.
   */
  void serve(AdminNode node, EventLoopGroup loop) {
    if (listeners.isEmpty()) {
      return;
    }
    CompletableFuture<AdminServer> starting = new CompletableFuture<>();
    server = starting;
    Thread.ofPlatform()
        .daemon()
        .name("admin-start")
        .start(
            () -> {
              try {
                starting.complete(AdminServer.start(listeners, node, loop, counters));
              } catch (Throwable e) {
                // An error too: gRPC's classes are loaded here, and may be what is missing.
                LOG.error("the admin API does not start", "error", e);
                degraded.set(UNAVAILABLE, true);
                closeSockets();
                starting.completeExceptionally(e);
              }
            });
  }

  @Override
  public void close() {
    if (server != null) {
      try {
        server.get(STOP_SECONDS, TimeUnit.SECONDS).close();
      } catch (ExecutionException | TimeoutException e) {
        LOG.debug("no admin API to stop", "error", e.toString());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    closeSockets();
  }

  private void closeSockets() {
    for (AdminListener listener : listeners) {
      listener.close();
    }
    if (socket != null) {
      socket.close();
    }
  }

  private void bind(SporeConfig.Admin config) throws IOException {
    GroupPrincipal group = group(config.group());
    try {
      UnixSocket bound = UnixSocket.bind(config.socket(), config.mode(), group);
      socket = bound;
      listeners.add(AdminListener.of(bound));
    } catch (IOException e) {
      if (config.socketGiven()) {
        throw e;
      }
      LOG.warn("no local admin socket", "error", e.getMessage());
    }
    if (config.tcp() != null) {
      listeners.add(AdminListener.bind(config.tcp()));
    }
    if (config.tls() != null) {
      listeners.add(AdminListener.bind(config.tls()));
    }
  }

  private static @Nullable GroupPrincipal group(String name) throws IOException {
    if (name.isEmpty()) {
      return null;
    }
    try {
      return FileSystems.getDefault()
          .getUserPrincipalLookupService()
          .lookupPrincipalByGroupName(name);
    } catch (IOException | UnsupportedOperationException e) {
      throw new IOException("admin.socket_group %s: no such group".formatted(name), e);
    }
  }
}
