package dev.mossspore.app;

import dev.mossspore.base.Log;
import dev.mossspore.config.Key;
import dev.mossspore.config.Keys;
import dev.mossspore.config.LogFormat;
import dev.mossspore.config.LogLevel;
import dev.mossspore.config.SporeConfig;
import dev.mossspore.observe.DiagnosticFormat;
import dev.mossspore.observe.Diagnostics;
import dev.mossspore.observe.EventLog;
import dev.mossspore.observe.FallbackOutput;
import dev.mossspore.observe.LogFile;
import dev.mossspore.observe.StandardStream;
import dev.mossspore.reload.LivePart;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Where events and diagnostics go and how they look (07 section 7): the two standard streams, or
 * two files of fixed names in {@code log_dir}. One thread at a time.
 */
final class LogOutputs implements LivePart, AutoCloseable {
  /** What this part obeys while it runs. */
  static final Key<?>[] KEYS = {Keys.LOG_DIR, Keys.VERBOSE, Keys.LOG_LEVEL, Keys.LOG_FORMAT};

  private static final Log LOG = Log.of("log");
  private static final String EVENTS = "events.log";
  private static final String DIAGNOSTICS = "mossspore.log";

  private final Diagnostics diagnostics;
  private final EventLog events;
  private final Conditions degraded;

  /** Where the operator wants them, whether it could be used or not. */
  private @Nullable Path directory;

  /**
   * Two opened outputs.
   *
   * @param directory where they are files; null where they are the standard streams
   */
  private record Outputs(OutputStream events, OutputStream diagnostics, @Nullable Path directory) {
    static Outputs open(@Nullable Path directory) throws IOException {
      if (directory == null) {
        return new Outputs(StandardStream.out(), StandardStream.err(), null);
      }
      LogFile events = open(directory, EVENTS);
      try {
        LogFile diagnostics = open(directory, DIAGNOSTICS);
        return new Outputs(
            events, new FallbackOutput(diagnostics, StandardStream.err()), directory);
      } catch (IOException e) {
        events.close();
        throw e;
      }
    }

    void close() {
      try (events;
          diagnostics) {
        // Nothing was written to them.
      } catch (IOException e) {
        LOG.debug("closing failed", "error", e.toString());
      }
    }

    private static LogFile open(Path directory, String name) throws IOException {
      try {
        return LogFile.open(directory.resolve(name));
      } catch (IOException e) {
        throw new IOException("log_dir: " + e.getMessage(), e);
      }
    }
  }

  private LogOutputs(Diagnostics diagnostics, EventLog events, Conditions degraded) {
    this.diagnostics = diagnostics;
    this.events = events;
    this.degraded = degraded;
  }

  /**
   * Takes over all logging. A directory that cannot be written to is no reason not to serve: then
   * the standard streams are used, and that is said there and in {@code degraded}.
   */
  static LogOutputs start(SporeConfig.Log config, Conditions degraded) {
    Diagnostics diagnostics =
        Diagnostics.install(
            StandardStream.err(),
            level(config.level()),
            format(config.format()),
            InstantSource.system(),
            System::nanoTime);
    EventLog events = new EventLog(StandardStream.out(), InstantSource.system());
    LogOutputs outputs = new LogOutputs(diagnostics, events, degraded);
    if (config.directory() != null) {
      outputs.reopen(config.directory());
    }
    return outputs;
  }

  EventLog events() {
    return events;
  }

  Diagnostics diagnostics() {
    return diagnostics;
  }

  @Override
  public Prepared prepare(SporeConfig next) throws IOException {
    SporeConfig.Log config = next.log();
    Outputs outputs = Outputs.open(config.directory());
    return new Prepared() {
      @Override
      public void commit() {
        diagnostics.configure(level(config.level()), format(config.format()));
        use(outputs);
      }

      @Override
      public void abandon() {
        outputs.close();
      }
    };
  }

  /**
   * Opens the files again under their names, after something has moved the old ones away, or has
   * made a directory usable that was not.
   */
  void reopen() {
    if (directory != null) {
      reopen(directory);
    }
  }

  /** Writes what waits, for two seconds at most. */
  @Override
  public void close() {
    events.close();
    diagnostics.close();
  }

  private void reopen(Path wanted) {
    directory = wanted;
    try {
      use(Outputs.open(wanted));
    } catch (IOException e) {
      degraded.set("log_dir_unusable", true);
      LOG.error("log files cannot be opened, lines go where they went", "error", e.getMessage());
    }
  }

  private void use(Outputs outputs) {
    directory = outputs.directory();
    events.redirect(outputs.events());
    diagnostics.redirect(outputs.diagnostics());
    degraded.set("log_dir_unusable", false);
  }

  private static System.Logger.Level level(LogLevel level) {
    return switch (level) {
      case ERROR -> System.Logger.Level.ERROR;
      case WARN -> System.Logger.Level.WARNING;
      case INFO -> System.Logger.Level.INFO;
      case DEBUG -> System.Logger.Level.DEBUG;
    };
  }

  private static DiagnosticFormat format(LogFormat format) {
    return switch (format) {
      case TEXT -> DiagnosticFormat.TEXT;
      case JSON -> DiagnosticFormat.JSON;
    };
  }
}
