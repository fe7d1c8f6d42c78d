package dev.mossspore.ctl.command;

import dev.mossspore.ctl.endpoint.Target;
import dev.mossspore.ctl.link.Links;
import dev.mossspore.ctl.render.EventText;
import dev.mossspore.ctl.tail.TailRequest;
import dev.mossspore.ctl.view.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Events as they happen. */
@Command(
    name = "tail",
    description =
        "Events of all hosts in one order of time, as they happen; reconnects by itself and says"
            + " what is missing.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  sporectl tail",
      "  sporectl tail -l all --since 10m --severity warning",
      "  sporectl tail -l eu --type PeerJoined,PeerLeft --peer 3f9c01ab",
      "  sporectl tail --since 1h --no-follow -o jsonl > events.jsonl",
      "  sporectl tail -l all --for 30s -o jsonl | jq -r .event.type | sort | uniq -c",
      "",
      "Times are those of this host: each host's clock offset is taken off its events."
    })
final class TailCommand implements Callable<Integer> {
  @Mixin TargetOptions targets = new TargetOptions();
  @Mixin OutputOptions output = new OutputOptions();

  @Option(
      names = "--since",
      paramLabel = "WHEN",
      description = "From then on, as far as hosts remember: 10m for ten minutes ago, or RFC 3339.")
  @Nullable String since;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      description = "End after so long, with exit code 0.")
  @Nullable Duration during;

  @Option(names = "--no-follow", description = "End when everything that is there was shown.")
  boolean noFollow;

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      split = ",",
      description = "Only events of these types, as in event lines: PeerJoined, ...")
  List<String> types = List.of();

  @Option(
      names = "--peer",
      paramLabel = "PEER",
      split = ",",
      description = "Only what is about these peers, by id or its first 8 digits or more.")
  List<String> peers = List.of();

  @Option(
      names = "--session",
      paramLabel = "SESSION",
      split = ",",
      description = "Only what is about these relay sessions: RelayMigrated.")
  List<String> sessions = List.of();

  @Option(
      names = "--severity",
      paramLabel = "LEVEL",
      description = "Only what is at least info, warning or error.")
  @Nullable Severity severity;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  boolean help;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    Console console = Sporectl.console(spec);
    List<Target> asked = targets.targets(console.environment());
    TailRequest wanted =
        new TailRequest(
            beginning(),
            !noFollow,
            types,
            peers.stream().map(peer -> peer.toLowerCase(Locale.ROOT)).toList(),
            sessions.stream().map(session -> session.toLowerCase(Locale.ROOT)).toList(),
            severity == null ? Severity.UNKNOWN : severity);
    int width = asked.stream().mapToInt(target -> target.name().length()).max().orElse(0);
    EventText text = new EventText(output.format, output.screen(console), width);
    try (Links links = FleetCommand.links(console.environment());
        TailRun run = new TailRun(console, text, asked, wanted, targets.timeout)) {
      return run.run(links, during).status();
    }
  }

  private @Nullable Instant beginning() {
    String text = since;
    if (text == null) {
      // Without an end to wait for, only what is there can be meant.
      return noFollow ? Instant.EPOCH : null;
    }
    try {
      return text.contains("T")
          ? Instant.parse(text)
          : Instant.now().minus(DurationText.parse(text));
    } catch (DateTimeParseException | picocli.CommandLine.TypeConversionException e) {
      throw new UsageException(
          "--since '%s': write 10m for ten minutes ago, or 2026-05-26T18:00:00Z".formatted(text));
    }
  }
}
