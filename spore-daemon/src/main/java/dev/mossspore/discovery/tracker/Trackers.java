package dev.mossspore.discovery.tracker;

import dev.mossspore.base.Log;
import dev.mossspore.base.Ticker;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;

/** Announces a node to trackers, on a thread of its own named {@code tracker}. Any thread. */
public final class Trackers implements AutoCloseable {
  private static final Log LOG = Log.of("discovery");
  private static final Duration STOP_LIMIT = Duration.ofMillis(1500);

  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("tracker", true), NioIoHandler.newFactory());
  private final EventLoop loop = group.next();
  private final TrackerCounters counters = new TrackerCounters();
  private final TrackerSockets sockets;
  private final Announcer announcer;

  /**
   * Asks nobody yet.
   *
   * @param networkId the network to be found in
   */
  public Trackers(String networkId, TrackerUse use, Ticker ticker, RandomGenerator random) {
    this.sockets = new TrackerSockets(loop, random, counters);
    this.announcer =
        new Announcer(
            sockets,
            this::after,
            ticker,
            Infohash.of(networkId, new byte[0]),
            TrackerPeerId.draw(random),
            use,
            counters);
  }

  /** Asks these from now on: at once if they are others than before. */
  public void configure(TrackerSettings settings) {
    loop.execute(() -> announcer.configure(settings));
  }

  public TrackerCounters counters() {
    return counters;
  }

  /** Tells the trackers that the node goes; waits for them for a second at most. */
  @Override
  public void close() {
    CompletableFuture<Void> told = new CompletableFuture<>();
    loop.execute(() -> announcer.stop().whenComplete((done, failure) -> told.complete(null)));
    try {
      told.get(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException | ExecutionException e) {
      LOG.debug("trackers not told of the end", "error", e.toString());
    }
    sockets.close();
    group.shutdownGracefully(0, STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void after(Duration delay, Runnable action) {
    var _ = loop.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
  }
}
