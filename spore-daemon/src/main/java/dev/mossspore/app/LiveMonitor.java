package dev.mossspore.app;

import dev.mossspore.base.HostPort;
import dev.mossspore.base.Log;
import dev.mossspore.config.Key;
import dev.mossspore.config.Keys;
import dev.mossspore.config.SporeConfig;
import dev.mossspore.monitor.MonitorServer;
import dev.mossspore.monitor.Monitored;
import dev.mossspore.reload.LivePart;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The monitor, switched and moved while the node runs (07 section 4.2): the new address is bound
 * before the old one is closed. One thread at a time.
 */
final class LiveMonitor implements LivePart, AutoCloseable {
  /** What this part obeys while it runs. */
  static final Key<?>[] KEYS = {Keys.MONITOR_ENABLED, Keys.MONITOR_LISTEN};

  private static final Log LOG = Log.of("spore");

  private final Monitored node;
  private @Nullable MonitorServer server;
  private @Nullable HostPort address;

  LiveMonitor(Monitored node) {
    this.node = node;
  }

  /** Starts the monitor if the configuration wants one. */
  void start(SporeConfig.Monitor config) throws IOException {
    if (config.enabled()) {
      use(MonitorServer.start(config.listen(), node), config.listen());
    }
  }

  @Override
  public Prepared prepare(SporeConfig next) throws IOException {
    SporeConfig.Monitor config = next.monitor();
    HostPort former = address;
    if (!config.enabled()) {
      return change(() -> use(null, null), () -> {});
    }
    if (config.listen().equals(former)) {
      return change(() -> {}, () -> {});
    }
    if (former != null && former.port() == config.listen().port() && former.port() > 0) {
      // Two sockets cannot share a port, be it on other addresses: the old one has to go first.
      return moveOnItsPort(config.listen(), former);
    }
    MonitorServer bound = MonitorServer.start(config.listen(), node);
    return change(() -> use(bound, config.listen()), bound::close);
  }

  @Override
  public void close() {
    use(null, null);
  }

  private Prepared moveOnItsPort(HostPort listen, HostPort former) throws IOException {
    use(null, null);
    try {
      MonitorServer bound = MonitorServer.start(listen, node);
      return change(
          () -> use(bound, listen),
          () -> {
            bound.close();
            back(former);
          });
    } catch (IOException e) {
      back(former);
      throw e;
    }
  }

  private void back(HostPort former) {
    try {
      use(MonitorServer.start(former, node), former);
    } catch (IOException e) {
      LOG.error("the monitor is gone", "error", e.getMessage());
    }
  }

  private void use(@Nullable MonitorServer next, @Nullable HostPort listen) {
    MonitorServer before = server;
    server = next;
    address = listen;
    if (next != null && listen != null) {
      LOG.info("monitor listening", "on", new HostPort(listen.host(), next.port()));
    }
    if (before != null) {
      before.close();
    }
  }

  private static Prepared change(Runnable commit, Runnable abandon) {
    return new Prepared() {
      @Override
      public void commit() {
        commit.run();
      }

      @Override
      public void abandon() {
        abandon.run();
      }
    };
  }
}
