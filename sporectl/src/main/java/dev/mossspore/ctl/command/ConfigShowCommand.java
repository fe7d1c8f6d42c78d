package dev.mossspore.ctl.command;

import dev.mossspore.ctl.action.Questions;
import dev.mossspore.ctl.fleet.Envelope;
import dev.mossspore.ctl.fleet.FanOut;
import dev.mossspore.ctl.render.Layouts;
import dev.mossspore.ctl.render.Presentation;
import dev.mossspore.ctl.view.ConfigView;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Effective configuration. */
@Command(
    name = "show",
    description = "Effective values and where each comes from.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  sporectl config show",
      "  sporectl config show relay.max_sessions -l all",
      "  sporectl config show --changed"
    })
final class ConfigShowCommand extends FleetCommand<ConfigView, ConfigView.Setting> {
  @Parameters(
      paramLabel = "KEY",
      arity = "0..*",
      description = "Only these keys, or all below them.")
  List<String> keys = List.of();

  @Option(names = "--changed", description = "Only what is not the default.")
  boolean changed;

  @Override
  Presentation<ConfigView, ConfigView.Setting> presentation() {
    return Layouts.CONFIG;
  }

  @Override
  FanOut.Question<ConfigView> question(Questions questions) {
    return questions::config;
  }

  @Override
  List<Envelope<ConfigView>> arrange(List<Envelope<ConfigView>> envelopes) {
    return envelopes.stream().map(envelope -> envelope.map(this::wanted)).toList();
  }

  private ConfigView wanted(ConfigView config) {
    return new ConfigView(
        config.generation(),
        config.file(),
        config.settings().stream().filter(this::wanted).toList());
  }

  private boolean wanted(ConfigView.Setting setting) {
    boolean named =
        keys.isEmpty()
            || keys.stream()
                .anyMatch(key -> setting.key().equals(key) || setting.key().startsWith(key + "."));
    return named && (!changed || !setting.source().equals("default"));
  }
}
