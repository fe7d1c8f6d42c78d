package dev.mossspore.ctl.command;

import dev.mossspore.ctl.action.Questions;
import dev.mossspore.ctl.endpoint.Target;
import dev.mossspore.ctl.fleet.Envelope;
import dev.mossspore.ctl.fleet.Expectation;
import dev.mossspore.ctl.fleet.FanOut;
import dev.mossspore.ctl.render.Presentation;
import dev.mossspore.ctl.render.StatusLayout;
import dev.mossspore.ctl.view.FindingView;
import dev.mossspore.ctl.view.NodeView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Is the fleet well? */
@Command(
    name = "status",
    description = "Is the fleet well: one row a host, or all about one.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  sporectl status",
      "  sporectl status -l all --sort -relay.bytes_per_second",
      "  sporectl status -l eu --filter ready=false -o wide",
      "  sporectl status -i hosts.ini --expect    exit 1 unless every host is the spore that the",
      "                                           inventory means (variable sporectl_public_key)",
      "  sporectl status -l all -o jsonl | jq -r 'select(.data.ready) | .host'"
    })
final class StatusCommand extends FleetCommand<NodeView, NodeView> {
  @Mixin RowOptions rows = new RowOptions();
  @Mixin WatchOptions watch = new WatchOptions();

  @Option(
      names = "--expect",
      description =
          "Name hosts that are missing, not ready, or another spore than the inventory says.")
  boolean expect;

  @Override
  Presentation<NodeView, NodeView> presentation() {
    return StatusLayout.STATUS;
  }

  @Override
  FanOut.Question<NodeView> question(Questions questions) {
    return questions::status;
  }

  @Override
  void check() {
    rows.check(NodeView.class);
  }

  @Override
  Optional<Duration> every() {
    return watch.every();
  }

  @Override
  List<Envelope<NodeView>> arrange(List<Envelope<NodeView>> envelopes) {
    return rows.ofHosts(envelopes);
  }

  @Override
  Optional<List<FindingView>> findings(List<Target> asked, List<Envelope<NodeView>> envelopes) {
    return expect ? Optional.of(Expectation.findings(asked, envelopes)) : Optional.empty();
  }
}
