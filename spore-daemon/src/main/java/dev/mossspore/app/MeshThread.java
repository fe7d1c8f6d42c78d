package dev.mossspore.app;

import dev.mossspore.base.Log;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The mesh loop: one thread that runs what it is given, in order. A task that fails is logged and
 * does not end the loop. It remembers when it last ran its periodic task, so that a stalled loop
 * can be seen from outside.
 */
final class MeshThread implements Executor, AutoCloseable {
  private static final Log LOG = Log.of("mesh");
  private static final long STOP_SECONDS = 2;

  private final ScheduledThreadPoolExecutor executor;
  private volatile long lastTick = System.nanoTime();

  MeshThread() {
    executor =
        new ScheduledThreadPoolExecutor(
            1, task -> Thread.ofPlatform().name("mesh").daemon().unstarted(task));
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Any thread. After {@link #close} tasks are forgotten. */
  @Override
  public void execute(Runnable task) {
    try {
      executor.execute(() -> run(task));
    } catch (RejectedExecutionException e) {
      LOG.debug("task after the end", "task", task.getClass().getName());
    }
  }

  /** Runs the task again and again, once in each period. */
  void repeat(Duration period, Runnable task) {
    executor.scheduleAtFixedRate(
        () -> {
          run(task);
          lastTick = System.nanoTime();
        },
        period.toNanos(),
        period.toNanos(),
        TimeUnit.NANOSECONDS);
  }

  /** Time since the periodic task last ended. Any thread. */
  Duration sinceLastTick() {
    return Duration.ofNanos(System.nanoTime() - lastTick);
  }

  /** Lets waiting tasks run, for two seconds at most. */
  @Override
  public void close() {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException e) {
      executor.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  /**
   * A bug in one handler must not silence the node; it is logged with its trace, and the next task
   * runs.
   */
  private static void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.error("mesh task failed", "error", e);
    }
  }
}
