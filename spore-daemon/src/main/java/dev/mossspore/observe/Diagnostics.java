package dev.mossspore.observe;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mossspore.base.Log;
import dev.mossspore.base.Ticker;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Everything logged, as lines on standard error or in a file (07 section 7.2). Takes over
 * java.util.logging: this program's components are heard from the level asked for, libraries from
 * warnings on. Holds at most {@value #CAPACITY} unwritten lines; then the oldest is dropped and
 * counted, so a stuck standard error never stops the node.
 */
public final class Diagnostics implements AutoCloseable {
  /** Lines that may wait for a slow output. */
  public static final int CAPACITY = 1024;

  private static final Duration REPEAT_CHECK = Duration.ofSeconds(5);

  // Held here, because the log manager forgets a logger, and with it its level, that nobody holds.
  private final Logger libraries = Logger.getLogger("");
  private final Logger ours = Logger.getLogger(Log.ROOT);
  private final InstantSource clock;
  private final RepeatLimiter limiter;
  private final LineWriter lines;
  private final Handler handler = new Receiver();
  private final Thread repeats = Thread.ofVirtual().name("log-repeats").unstarted(this::count);
  private volatile DiagnosticFormat format;

  private Diagnostics(
      OutputStream out, DiagnosticFormat format, InstantSource clock, Ticker ticker) {
    this.format = format;
    this.clock = clock;
    this.limiter = new RepeatLimiter(ticker);
    this.lines = new LineWriter("diagnostics", CAPACITY, out, new Report());
  }

  /**
   * Takes the place of all log handlers and starts the writing thread.
   *
   * @param out unbuffered, so that a line is one write; owned from now on
   */
  public static Diagnostics install(
      OutputStream out,
      System.Logger.Level level,
      DiagnosticFormat format,
      InstantSource clock,
      Ticker ticker) {
    Diagnostics diagnostics = new Diagnostics(out, format, clock, ticker);
    diagnostics.lines.start();
    diagnostics.repeats.start();
    for (Handler other : diagnostics.libraries.getHandlers()) {
      diagnostics.libraries.removeHandler(other);
    }
    diagnostics.libraries.addHandler(diagnostics.handler);
    diagnostics.configure(level, format);
    return diagnostics;
  }

  /** Changes level and format from now on. Any thread. */
  public void configure(System.Logger.Level level, DiagnosticFormat format) {
    Level wanted =
        switch (level) {
          case ALL, TRACE, DEBUG -> Level.FINE;
          case INFO -> Level.INFO;
          case WARNING -> Level.WARNING;
          case ERROR, OFF -> Level.SEVERE;
        };
    this.format = format;
    ours.setLevel(wanted);
    libraries.setLevel(wanted.equals(Level.SEVERE) ? wanted : Level.WARNING);
  }

  /**
   * Writes to another output from now on. Any thread.
   *
   * @param out unbuffered, and owned from now on
   */
  public void redirect(OutputStream out) {
    lines.redirect(out);
  }

  /** Lines dropped or not written since the start. */
  public long dropped() {
    return lines.lost();
  }

  /** Writes the counts of repeated warnings and what waits, for two seconds at most. */
  @Override
  public void close() {
    libraries.removeHandler(handler);
    repeats.interrupt();
    write(limiter.rest());
    lines.close();
  }

  private void count() {
    try {
      while (true) {
        Thread.sleep(REPEAT_CHECK);
        write(limiter.due());
      }
    } catch (InterruptedException e) {
      // Closed: the last counts are written there.
    }
  }

  private void write(List<Diagnostic> diagnostics) {
    diagnostics.forEach(this::write);
  }

  private void write(Diagnostic diagnostic) {
    lines.offer(format.line(diagnostic, clock.instant()).getBytes(UTF_8));
  }

  private final class Receiver extends Handler {
    @Override
    public void publish(LogRecord source) {
      if (!isLoggable(source)) {
        return;
      }
      Diagnostic diagnostic = Diagnostic.of(source);
      boolean limited = source.getLevel().intValue() >= Level.WARNING.intValue();
      if (!limited || limiter.admit(diagnostic)) {
        write(diagnostic);
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  private final class Report implements LineWriter.Observer {
    @Override
    public void broken(IOException cause) {
      // There is nowhere left to say it; the counter tells.
    }

    @Override
    public void recovered(long lost) {
      var count = List.of(new Diagnostic.Field("count", lost));
      write(new Diagnostic(Level.WARNING, "log", "lines dropped", count, ""));
    }
  }
}
