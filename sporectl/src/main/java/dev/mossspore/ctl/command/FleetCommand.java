package dev.mossspore.ctl.command;

import dev.mossspore.ctl.action.Questions;
import dev.mossspore.ctl.endpoint.Target;
import dev.mossspore.ctl.fleet.Envelope;
import dev.mossspore.ctl.fleet.ExitCode;
import dev.mossspore.ctl.fleet.FanOut;
import dev.mossspore.ctl.link.Links;
import dev.mossspore.ctl.link.SshForwards;
import dev.mossspore.ctl.render.Presentation;
import dev.mossspore.ctl.render.Printer;
import dev.mossspore.ctl.view.FindingView;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * A command that asks every target one thing and shows what came of it. What touches the network is
 * not loaded before the arguments are known to be right.
 */
abstract class FleetCommand<T, R extends Record> implements Callable<Integer> {
  @Mixin TargetOptions targets = new TargetOptions();
  @Mixin OutputOptions output = new OutputOptions();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  boolean help;

  @Spec CommandSpec spec = CommandSpec.create();

  abstract Presentation<T, R> presentation();

  /** What each host is asked. */
  abstract FanOut.Question<T> question(Questions questions);

  /** Whether an answer makes the exit code 1. */
  boolean finding(T answer) {
    return false;
  }

  /** What is made of the answers before they are shown. */
  List<Envelope<T>> arrange(List<Envelope<T>> envelopes) {
    return envelopes;
  }

  /** What is found over all hosts; empty if that was not asked for. */
  Optional<List<FindingView>> findings(List<Target> asked, List<Envelope<T>> envelopes) {
    return Optional.empty();
  }

  /** How often to ask again, if so. */
  Optional<Duration> every() {
    return Optional.empty();
  }

  @Override
  public Integer call() throws InterruptedException {
    Console console = Sporectl.console(spec);
    List<Target> asked = targets.targets(console.environment());
    check();
    try (Links links = links(console.environment())) {
      FanOut.Question<T> question = question(new Questions(links));
      Optional<Duration> pause = every();
      ExitCode code = round(console, asked, question);
      while (pause.isPresent()) {
        Thread.sleep(pause.get());
        code = round(console, asked, question);
      }
      return code.status();
    }
  }

  /**
   * Looks at this command's own arguments.
   *
   * @throws UsageException if they cannot be meant
   */
  void check() {}

  static Links links(Map<String, String> environment) {
    return new Links(new SshForwards(environment));
  }

  private ExitCode round(Console console, List<Target> asked, FanOut.Question<T> question)
      throws InterruptedException {
    FanOut fan = new FanOut(targets.parallel, targets.timeout);
    List<Envelope<T>> answered = fan.run(asked, question);
    // What is not shown counts all the same.
    Optional<List<FindingView>> findings = findings(asked, answered);
    List<Envelope<T>> envelopes = arrange(answered);
    if (every().isPresent() && console.terminal() && !output.format.forMachines()) {
      console.out().print("\u001b[H\u001b[2J");
    }
    new Printer<>(presentation(), output.format, output.screen(console))
        .print(envelopes, findings.orElse(null))
        .to(console.out(), console.err());
    boolean found =
        findings.stream().anyMatch(list -> !list.isEmpty())
            || envelopes.stream()
                .map(Envelope::data)
                .anyMatch(data -> data != null && finding(data));
    return ExitCode.of(answered.stream().map(Envelope::outcome).toList(), found);
  }
}
