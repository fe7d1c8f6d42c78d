package dev.mossspore.observe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** An output that holds up its writer until opened, or fails; takes whole lines only. */
final class GatedOutput extends OutputStream {
  private static final int WIDE = 1_000_000;

  private final Semaphore gate = new Semaphore(0);
  private final Semaphore entered = new Semaphore(0);
  private final LinkedBlockingQueue<String> written = new LinkedBlockingQueue<>();
  private volatile boolean failing;
  private volatile boolean closed;

  static GatedOutput opened() {
    GatedOutput output = new GatedOutput();
    output.open();
    return output;
  }

  void open() {
    gate.release(WIDE);
  }

  void fail(boolean now) {
    failing = now;
  }

  /** Waits until a write has begun. */
  void awaitWriter() throws InterruptedException {
    if (!entered.tryAcquire(10, TimeUnit.SECONDS)) {
      throw new AssertionError("nothing was written in 10 s");
    }
  }

  /** The next line written, without its newline. */
  String line() throws InterruptedException {
    return requireNonNull(written.poll(10, TimeUnit.SECONDS), "no line in 10 s").stripTrailing();
  }

  boolean closed() {
    return closed;
  }

  boolean silent() {
    return written.isEmpty();
  }

  @Override
  public void write(byte[] line) throws IOException {
    entered.release();
    gate.acquireUninterruptibly();
    if (failing) {
      throw new IOException("Broken pipe");
    }
    written.add(new String(line, UTF_8));
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    throw new AssertionError("a line is one write");
  }

  @Override
  public void write(int value) {
    throw new AssertionError("a line is one write");
  }

  @Override
  public void close() {
    closed = true;
  }
}
