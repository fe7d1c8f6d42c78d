package dev.mossspore.ctl.command;

import dev.mossspore.ctl.action.Questions;
import dev.mossspore.ctl.fleet.Envelope;
import dev.mossspore.ctl.fleet.FanOut;
import dev.mossspore.ctl.render.Layouts;
import dev.mossspore.ctl.render.Presentation;
import dev.mossspore.ctl.view.PeerView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Who is connected, over what, since when, with how much traffic. */
@Command(
    name = "peers",
    description = "Who is connected, over what, since when, with how much traffic.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  sporectl peers",
      "  sporectl peers --filter carrier=udp --sort -rtt_seconds",
      "  sporectl peers -l eu --filter 'rtt_seconds>0.2' -o wide",
      "  sporectl peers --watch 5s --filter graylisted=true"
    })
final class PeersCommand extends FleetCommand<List<PeerView>, PeerView> {
  @Mixin RowOptions rows = new RowOptions();
  @Mixin WatchOptions watch = new WatchOptions();

  @Override
  Presentation<List<PeerView>, PeerView> presentation() {
    return Layouts.PEERS;
  }

  @Override
  FanOut.Question<List<PeerView>> question(Questions questions) {
    return questions::peers;
  }

  @Override
  void check() {
    rows.check(PeerView.class);
  }

  @Override
  Optional<Duration> every() {
    return watch.every();
  }

  @Override
  List<Envelope<List<PeerView>>> arrange(List<Envelope<List<PeerView>>> envelopes) {
    return envelopes.stream().map(envelope -> envelope.map(rows::apply)).toList();
  }
}
