package dev.mossspore.ctl.command;

import dev.mossspore.ctl.action.Questions;
import dev.mossspore.ctl.fleet.Envelope;
import dev.mossspore.ctl.fleet.FanOut;
import dev.mossspore.ctl.render.Layouts;
import dev.mossspore.ctl.render.Presentation;
import dev.mossspore.ctl.view.SessionView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Relay sessions that hosts carry for others. */
@Command(
    name = "sessions",
    description = "Relay sessions that hosts carry for others.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  sporectl sessions",
      "  sporectl sessions -l all --sort -to_target_bytes",
      "  sporectl sessions --watch --filter established=false",
      "  sporectl sessions --filter initiator~3f9c"
    })
final class SessionsCommand extends FleetCommand<List<SessionView>, SessionView> {
  @Mixin RowOptions rows = new RowOptions();
  @Mixin WatchOptions watch = new WatchOptions();

  @Override
  Presentation<List<SessionView>, SessionView> presentation() {
    return Layouts.SESSIONS;
  }

  @Override
  FanOut.Question<List<SessionView>> question(Questions questions) {
    return questions::sessions;
  }

  @Override
  void check() {
    rows.check(SessionView.class);
  }

  @Override
  Optional<Duration> every() {
    return watch.every();
  }

  @Override
  List<Envelope<List<SessionView>>> arrange(List<Envelope<List<SessionView>>> envelopes) {
    return envelopes.stream().map(envelope -> envelope.map(rows::apply)).toList();
  }
}
