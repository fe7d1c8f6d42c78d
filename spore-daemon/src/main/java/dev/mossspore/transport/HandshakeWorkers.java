package dev.mossspore.transport;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A small pool for Diffie-Hellman and signatures. When its queue is full it rejects, so that a
 * flood sheds new handshakes and established links do not notice.
 */
final class HandshakeWorkers implements Executor, AutoCloseable {
  private static final int QUEUE = 512;
  private static final long IDLE_SECONDS = 30;
  private static final long STOP_SECONDS = 2;

  private final ThreadPoolExecutor pool;

  HandshakeWorkers(int threads) {
    this.pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(QUEUE),
            new DefaultThreadFactory("handshake", true));
    pool.allowCoreThreadTimeOut(true);
  }

  /** Throws {@link java.util.concurrent.RejectedExecutionException} when full. */
  @Override
  public void execute(Runnable task) {
    pool.execute(task);
  }

  /** Forgets what waits, and lets what runs come to its end, which takes milliseconds. */
  @Override
  public void close() {
    pool.shutdownNow();
    try {
      pool.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
