package dev.mossspore.discovery.tracker;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Looks names up without making anybody wait. A system's resolver may take half a minute, cannot be
 * interrupted and holds its thread, so these are platform threads, few of them, and who finds them
 * all busy is refused.
 */
final class NameLookup implements AutoCloseable {
  private static final int MAX_LOOKUPS = 8;
  private static final Duration IDLE = Duration.ofSeconds(10);

  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          0,
          MAX_LOOKUPS,
          IDLE.toSeconds(),
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          task -> Thread.ofPlatform().name("lookup").daemon().unstarted(task));

  /**
   * The address of a name or literal, IPv4 if there is one: nodes listen there.
   *
   * @return completes on any thread; fails with what is wrong as its message
   */
  CompletableFuture<InetAddress> find(String host) {
    CompletableFuture<InetAddress> found = new CompletableFuture<>();
    try {
      threads.execute(
          () -> {
            try {
              found.complete(lookup(host));
            } catch (UnknownHostException e) {
              found.completeExceptionally(new UnknownHostException(host + " is not to be found"));
            }
          });
    } catch (RejectedExecutionException e) {
      found.completeExceptionally(new UnknownHostException("the resolver is busy"));
    }
    return found;
  }

  /** Ends idle threads; one that still waits for the resolver ends after that. */
  @Override
  public void close() {
    threads.shutdownNow();
  }

  private static InetAddress lookup(String host) throws UnknownHostException {
    InetAddress[] all = InetAddress.getAllByName(host);
    return Arrays.stream(all).filter(Inet4Address.class::isInstance).findFirst().orElse(all[0]);
  }
}
