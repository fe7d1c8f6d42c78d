package dev.mossspore.observe;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Writes lines on a daemon thread of its own, each with one write call, so that a slow or closed
 * output never holds up who reports (07 section 7.1). The queue is bounded: when it is full the
 * oldest line is dropped and counted. A failing output does not end the thread: the line counts as
 * lost and the next one is tried, since a full disk may have room again.
 */
final class LineWriter implements AutoCloseable {
  /** Told about the output's state, on the writer's thread. */
  interface Observer {
    /** The first failed write since the last one that worked. */
    void broken(IOException cause);

    /**
     * Lines were lost, and now all that waited has been written.
     *
     * @param lost lines lost since the last such call
     */
    void recovered(long lost);
  }

  private static final Duration FLUSH = Duration.ofSeconds(2);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();
  private final int capacity;
  private final Observer observer;
  private final Thread thread;

  // The writer's alone.
  private OutputStream out;

  // Guarded by the lock.
  private @Nullable OutputStream next;
  private long lost;
  private long reported;
  private boolean closed;

  /**
   * @param out owned from now on, and closed in the end
   */
  LineWriter(String threadName, int capacity, OutputStream out, Observer observer) {
    this.capacity = capacity;
    this.out = out;
    this.observer = observer;
    this.thread = Thread.ofPlatform().daemon().name(threadName).unstarted(this::writeAll);
  }

  void start() {
    thread.start();
  }

  /** Queues a line, newline included. Any thread; never waits for the output. */
  void offer(byte[] line) {
    lock.lock();
    try {
      if (closed) {
        lost++;
        return;
      }
      if (waiting.size() == capacity) {
        waiting.removeFirst();
        lost++;
      }
      waiting.addLast(line);
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Writes what waits and what comes to another output, and closes the present one as soon as it
   * has taken the line it is at. Any thread; never waits.
   *
   * @param output owned from now on
   */
  void redirect(OutputStream output) {
    lock.lock();
    try {
      if (next != null) {
        close(next);
      }
      next = output;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Lines dropped or not written since the start. */
  long lost() {
    lock.lock();
    try {
      return lost;
    } finally {
      lock.unlock();
    }
  }

  /** Takes no more lines and gives those that wait two seconds to be written. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
    try {
      thread.join(FLUSH);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void writeAll() {
    boolean working = true;
    for (byte[] line = take(); line != null; line = take()) {
      working = write(line, working);
      long unreported = working ? recoveredFrom() : 0;
      if (unreported > 0) {
        observer.recovered(unreported);
      }
    }
    close(out);
  }

  private boolean write(byte[] line, boolean working) {
    try {
      out.write(line);
      out.flush();
      return true;
    } catch (IOException e) {
      lock.lock();
      try {
        lost++;
      } finally {
        lock.unlock();
      }
      if (working) {
        observer.broken(e);
      }
      return false;
    }
  }

  private long recoveredFrom() {
    lock.lock();
    try {
      if (!waiting.isEmpty()) {
        return 0;
      }
      long unreported = lost - reported;
      reported = lost;
      return unreported;
    } finally {
      lock.unlock();
    }
  }

  private byte @Nullable [] take() {
    lock.lock();
    try {
      while (true) {
        if (next != null) {
          close(out);
          out = next;
          next = null;
        }
        if (!waiting.isEmpty() || closed) {
          return waiting.pollFirst();
        }
        changed.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  private static void close(OutputStream output) {
    try {
      output.close();
    } catch (IOException e) {
      // Each line was flushed when it was written; nothing of it is left to fail.
    }
  }
}
