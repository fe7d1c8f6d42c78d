package dev.mossspore.ctl.command;

import dev.mossspore.ctl.action.Questions;
import dev.mossspore.ctl.fleet.ClientCode;
import dev.mossspore.ctl.fleet.Drift;
import dev.mossspore.ctl.fleet.Envelope;
import dev.mossspore.ctl.fleet.Failure;
import dev.mossspore.ctl.fleet.FanOut;
import dev.mossspore.ctl.fleet.Outcome;
import dev.mossspore.ctl.render.Layouts;
import dev.mossspore.ctl.render.Presentation;
import dev.mossspore.ctl.view.ConfigView;
import dev.mossspore.ctl.view.DriftView;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Where configurations differ. */
@Command(
    name = "diff",
    description = "Where hosts differ from most of them, from one of them, or from a file.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  sporectl config diff -l web                     hosts that differ from most of web",
      "  sporectl config diff -l web --like web01",
      "  sporectl config diff -l web --file config.json",
      "  sporectl config diff -l all --ignore advertise_addr --ignore identity_path"
    })
final class ConfigDiffCommand extends FleetCommand<DriftView, DriftView.Difference> {
  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "Compare with a configuration file of this host.")
  @Nullable Path file;

  @Option(
      names = "--like",
      paramLabel = "HOST",
      description = "Compare with this one of the hosts asked.")
  @Nullable String like;

  @Option(
      names = "--ignore",
      paramLabel = "KEY",
      split = ",",
      description = "Leave this key out, and all below it.")
  List<String> ignored = List.of();

  private final Map<String, ConfigView> configurations = new ConcurrentHashMap<>();

  @Override
  Presentation<DriftView, DriftView.Difference> presentation() {
    return Layouts.DRIFT;
  }

  @Override
  void check() {
    if (file != null && like != null) {
      throw new UsageException("--file and --like exclude each other");
    }
  }

  @Override
  FanOut.Question<DriftView> question(Questions questions) {
    Path compared = file;
    if (compared != null) {
      byte[] candidate = CandidateFile.read(compared);
      return (target, deadline) ->
          Drift.ofChanges(compared.toString(), questions.checkConfig(target, deadline, candidate));
    }
    return (target, deadline) -> {
      configurations.put(target.name(), questions.config(target, deadline));
      return new DriftView("", List.of());
    };
  }

  @Override
  List<Envelope<DriftView>> arrange(List<Envelope<DriftView>> envelopes) {
    if (file != null) {
      return envelopes.stream().map(envelope -> envelope.map(this::without)).toList();
    }
    ConfigView model = model(envelopes);
    if (model == null) {
      return envelopes.stream().map(this::notCompared).toList();
    }
    String against = like == null ? "most of the hosts" : like;
    return envelopes.stream()
        .map(
            envelope ->
                envelope.map(
                    empty -> {
                      ConfigView own = configurations.get(envelope.host());
                      return own == null ? empty : without(Drift.between(against, own, model));
                    }))
        .toList();
  }

  private Envelope<DriftView> notCompared(Envelope<DriftView> envelope) {
    Failure why =
        new Failure(
            ClientCode.NOT_COMPARED.word(),
            "not compared, since %s gave no answer".formatted(like),
            "");
    return envelope.ok()
        ? new Envelope<>(
            envelope.host(), envelope.endpoint(), Outcome.FAILED, envelope.latencyMs(), null, why)
        : envelope;
  }

  @Override
  boolean finding(DriftView answer) {
    return !answer.differences().isEmpty();
  }

  private @Nullable ConfigView model(List<Envelope<DriftView>> envelopes) {
    if (like == null) {
      return Drift.majority(
          envelopes.stream()
              .map(envelope -> configurations.get(envelope.host()))
              .filter(Objects::nonNull)
              .toList());
    }
    Set<String> asked =
        envelopes.stream().map(Envelope::host).collect(java.util.stream.Collectors.toSet());
    if (!asked.contains(like)) {
      throw new UsageException("--like %s: it is none of the hosts asked".formatted(like));
    }
    return configurations.get(like);
  }

  private DriftView without(DriftView drift) {
    return new DriftView(
        drift.against(),
        drift.differences().stream()
            .filter(
                difference ->
                    ignored.stream()
                        .noneMatch(
                            key ->
                                difference.key().equals(key)
                                    || difference.key().startsWith(key + ".")))
            .toList());
  }
}
