package dev.mossspore.ctl.command;

import dev.mossspore.ctl.action.Questions;
import dev.mossspore.ctl.fleet.FanOut;
import dev.mossspore.ctl.render.Presentation;
import dev.mossspore.ctl.render.ReportLayouts;
import dev.mossspore.ctl.view.ReloadView;
import picocli.CommandLine.Command;

/** Has daemons read their configuration again, and tells what that changed. */
@Command(
    name = "reload",
    description = "Has daemons read their configuration again, and tells what that changed.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  sporectl reload",
      "  sporectl reload -l canary -o json",
      "",
      "Exit code 1 if a daemon refuses its new configuration; it then keeps the old one."
    })
final class ReloadCommand extends FleetCommand<ReloadView, ReloadView> {
  @Override
  Presentation<ReloadView, ReloadView> presentation() {
    return ReportLayouts.RELOAD;
  }

  @Override
  FanOut.Question<ReloadView> question(Questions questions) {
    return questions::reload;
  }

  @Override
  boolean finding(ReloadView answer) {
    return !answer.accepted();
  }
}
