package dev.mossspore.app;

import dev.mossspore.base.Log;
import dev.mossspore.config.ConfigInputs;
import dev.mossspore.config.Configuration;
import dev.mossspore.config.Resolution;
import dev.mossspore.config.Settings;
import dev.mossspore.config.SporeConfig;
import dev.mossspore.crypto.IdentityFile;
import dev.mossspore.observe.BuildInfo;
import dev.mossspore.observe.ProcessFigures;
import dev.mossspore.reload.RunningConfig;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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

  Main(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  public static void main(String[] arguments) {
    Main main = new Main(System.out, System.err);
    ExitCode code;
    try {
      code = main.run(arguments);
    } catch (RuntimeException e) {
      e.printStackTrace();
      code = main.fatal(ExitCode.FAILED, "a bug: " + e);
    }
    System.out.flush();
    System.err.flush();
    // Daemon threads and libraries must not keep a stopped spore alive.
    Runtime.getRuntime().halt(code.status());
  }

  /** Does what the arguments say; returns when that is done. */
  ExitCode run(String... arguments) {
    Options options = new Options();
    CommandLine commandLine = new CommandLine(options).setOverwrittenOptionsAllowed(true);
    try {
      commandLine.parseArgs(GoFlags.normalize(arguments));
    } catch (ParameterException e) {
      return usage(commandLine, String.valueOf(e.getMessage()));
    }
    Optional<String> malformed = Configuration.malformed(options.keys());
    if (malformed.isPresent()) {
      return usage(commandLine, malformed.get());
    }
    if (options.sources && !options.checkConfig) {
      return usage(commandLine, "--sources goes with --check-config");
    }
    if (options.help) {
      commandLine.usage(out);
      return ExitCode.OK;
    }
    if (options.version) {
      out.println(build.versionLine());
      return ExitCode.OK;
    }
    ConfigInputs inputs = inputs(options);
    return switch (Configuration.resolve(inputs)) {
      case Resolution.Refused(var problems, var warnings) -> {
        warnings.forEach(warning -> err.println("warning: " + warning));
        problems.forEach(problem -> err.println("error: " + problem));
        yield fatal(
            options.healthcheck ? ExitCode.FAILED : ExitCode.CONFIGURATION,
            "the configuration has %d problem%s"
                .formatted(problems.size(), problems.size() == 1 ? "" : "s"));
      }
      case Resolution.Accepted accepted when options.checkConfig ->
          check(accepted, options.sources);
      case Resolution.Accepted accepted when options.healthcheck -> healthcheck(accepted);
      case Resolution.Accepted accepted -> serve(inputs, accepted);
    };
  }

  private ExitCode usage(CommandLine commandLine, String wrong) {
    err.println("mossspore: " + wrong);
    commandLine.usage(err);
    return ExitCode.USAGE;
  }

  private ExitCode check(Resolution.Accepted accepted, boolean sources) {
    accepted.warnings().forEach(warning -> err.println("warning: " + warning));
    Path identity = accepted.config().storage().identity();
    Optional<String> problem = identity == null ? Optional.empty() : IdentityFile.problem(identity);
    if (problem.isPresent()) {
      return fatal(ExitCode.CONFIGURATION, problem.get());
    }
    Settings settings = accepted.settings();
    out.println(sources ? settings.sourcesToJson() : settings.toJson());
    return ExitCode.OK;
  }

  private ExitCode healthcheck(Resolution.Accepted accepted) {
    try {
      out.println(HealthCheck.run(accepted.config().monitor()));
      return ExitCode.OK;
    } catch (FatalException e) {
      return fatal(e.code(), e.problem());
    }
  }

  private ExitCode serve(ConfigInputs inputs, Resolution.Accepted accepted) {
    OnRequest hangups = new OnRequest();
    OnRequest drains = new OnRequest();
    Signals signals = Signals.install(hangups::request, drains::request);
    Conditions degraded = new Conditions();
    SporeConfig.Log log = accepted.config().log();
    LogOutputs outputs = LogOutputs.start(log, degraded);
    RunningConfig running = new RunningConfig(inputs, accepted);
    running.live(outputs, LogOutputs.KEYS);
    Reloads reloads = new Reloads(running, outputs, outputs.events());
    try {
      report(accepted);
      Spore spore = Spore.start(new SporeContext(build, running, outputs, reloads, degraded));
      hangups.start("reload", reloads::reload);
      drains.start("drain", () -> spore.drain().start("SIGUSR1"));
      String signal = signals.awaitStop();
      LOG.info("signal received, shutting down", "signal", signal);
      haltAfter(STOP_LIMIT);
      spore.close();
      LOG.info("node stopped");
      outputs.close();
      return ExitCode.OK;
    } catch (FatalException e) {
      if (log.directory() != null) {
        LOG.error("cannot go on", "problem", e.problem());
      }
      haltAfter(STOP_LIMIT);
      outputs.close();
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
        options.strict,
        ProcessFigures.fileLimit());
  }
}
