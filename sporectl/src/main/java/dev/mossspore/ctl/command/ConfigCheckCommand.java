package dev.mossspore.ctl.command;

import dev.mossspore.ctl.action.Questions;
import dev.mossspore.ctl.fleet.FanOut;
import dev.mossspore.ctl.render.Presentation;
import dev.mossspore.ctl.render.ReportLayouts;
import dev.mossspore.ctl.view.ConfigCheckView;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Would a configuration be accepted? */
@Command(
    name = "check",
    description = "Whether hosts would accept a configuration, and what it would change.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  sporectl config check                     the daemon's own file, before a reload",
      "  sporectl config check new.json -l all     a file of this host, against every daemon"
    })
final class ConfigCheckCommand extends FleetCommand<ConfigCheckView, ConfigCheckView> {
  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description = "Configuration file of this host; without it each daemon's own.")
  @Nullable Path file;

  private byte @Nullable [] candidate;

  @Override
  Presentation<ConfigCheckView, ConfigCheckView> presentation() {
    return ReportLayouts.CHECK;
  }

  @Override
  void check() {
    candidate = file == null ? null : CandidateFile.read(file);
  }

  @Override
  FanOut.Question<ConfigCheckView> question(Questions questions) {
    return (target, deadline) -> questions.checkConfig(target, deadline, candidate);
  }

  @Override
  boolean finding(ConfigCheckView answer) {
    return !answer.accepted();
  }
}
