package dev.mossspore.app;

import dev.mossspore.base.Log;
import dev.mossspore.config.ConfigInputs;
import dev.mossspore.config.Configuration;
import dev.mossspore.config.LogFormat;
import dev.mossspore.config.LogLevel;
import dev.mossspore.config.Resolution;
import dev.mossspore.config.SporeConfig;
import dev.mossspore.observe.BuildInfo;
import dev.mossspore.observe.DiagnosticFormat;
import dev.mossspore.observe.Diagnostics;
import dev.mossspore.observe.EventLog;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * The command {@code mossspore}: reads its arguments, runs a spore until a signal, and ends with a
 * code of 07 section 5.4.
 */
public final class Main {
  private static final Log LOG = Log.of("spore");
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  private final BuildInfo build = BuildInfo.current();
  private final PrintStream out;
  private final PrintStream err;

  private Main(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  public static void main(String[] arguments) {
    ExitCode code = new Main(System.out, System.err).run(arguments);
    System.out.flush();
    System.err.flush();
    // Daemon threads and libraries must not keep a stopped spore alive.
    Runtime.getRuntime().halt(code.status());
  }

  private ExitCode run(String[] arguments) {
    Options options = new Options();
    CommandLine commandLine = new CommandLine(options).setOverwrittenOptionsAllowed(true);
    try {
      commandLine.parseArgs(GoFlags.normalize(arguments));
    } catch (ParameterException e) {
      err.println("mossspore: " + e.getMessage());
      commandLine.usage(err);
      return ExitCode.USAGE;
    }
    if (options.help) {
      commandLine.usage(out);
      return ExitCode.OK;
    }
    if (options.version) {
      out.println(build.versionLine());
      return ExitCode.OK;
    }
    return switch (Configuration.resolve(inputs(options))) {
      case Resolution.Refused(var problems, var warnings) -> {
        warnings.forEach(warning -> err.println("warning: " + warning));
        problems.forEach(problem -> err.println("error: " + problem));
        yield fatal(
            ExitCode.CONFIGURATION,
            "the configuration has %d problem%s"
                .formatted(problems.size(), problems.size() == 1 ? "" : "s"));
      }
      case Resolution.Accepted accepted -> options.checkConfig ? check(accepted) : serve(accepted);
    };
  }

  private ExitCode check(Resolution.Accepted accepted) {
    accepted.warnings().forEach(warning -> err.println("warning: " + warning));
    Path identity = accepted.config().storage().identity();
    var problem =
        identity == null
            ? java.util.Optional.<String>empty()
            : dev.mossspore.crypto.IdentityFile.problem(identity);
    if (problem.isPresent()) {
      return fatal(ExitCode.CONFIGURATION, problem.get());
    }
    out.println(accepted.settings().toJson());
    return ExitCode.OK;
  }

  private ExitCode serve(Resolution.Accepted accepted) {
    Signals signals = Signals.install(() -> LOG.warn("SIGHUP ignored: this version cannot reload"));
    SporeConfig config = accepted.config();
    Diagnostics diagnostics =
        Diagnostics.install(
            new FileOutputStream(FileDescriptor.err),
            level(config.log().level()),
            format(config.log().format()),
            InstantSource.system(),
            System::nanoTime);
    EventLog events =
        new EventLog(new FileOutputStream(FileDescriptor.out), InstantSource.system());
    try {
      report(accepted);
      Spore spore = Spore.start(config, build, events);
      String signal = signals.awaitStop();
      LOG.info("signal received, shutting down", "signal", signal);
      haltAfter(STOP_LIMIT);
      spore.close();
      LOG.info("node stopped");
      events.close();
      diagnostics.close();
      return ExitCode.OK;
    } catch (FatalException e) {
      events.close();
      diagnostics.close();
      return fatal(e.code(), e.problem());
    } catch (InterruptedException e) {
      return fatal(ExitCode.FAILED, "interrupted");
    }
  }

  private void report(Resolution.Accepted accepted) {
    LOG.info("starting " + build.versionLine());
    Path file = accepted.file();
    if (file == null) {
      LOG.info("no configuration file given, running with defaults");
    } else {
      LOG.info("loaded config from " + file);
    }
    accepted.warnings().forEach(warning -> LOG.warn(warning.toString()));
    List<String> idle = accepted.settings().notYetEffective();
    if (!idle.isEmpty()) {
      LOG.warn("accepted, but without effect in this version", "keys", String.join(",", idle));
    }
  }

  private ExitCode fatal(ExitCode code, String problem) {
    err.println("fatal: " + problem);
    return code;
  }

  /** Whatever hangs, the process ends before a container runtime would kill it. */
  private static void haltAfter(Duration limit) {
    Thread.ofPlatform()
        .daemon()
        .name("stop-limit")
        .start(
            () -> {
              try {
                Thread.sleep(limit);
                Runtime.getRuntime().halt(ExitCode.FAILED.status());
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  private static ConfigInputs inputs(Options options) {
    return new ConfigInputs(
        options.config == null ? "" : options.config,
        options.keys(),
        System.getenv(),
        Path.of(System.getProperty("user.home")),
        options.strict);
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
