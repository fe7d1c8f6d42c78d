package dev.mossspore.ctl.command;

import dev.mossspore.ctl.action.Questions;
import dev.mossspore.ctl.fleet.FanOut;
import dev.mossspore.ctl.render.Presentation;
import dev.mossspore.ctl.render.ReportLayouts;
import dev.mossspore.ctl.view.DoctorView;
import dev.mossspore.ctl.view.FindingView;
import dev.mossspore.ctl.view.Severity;
import picocli.CommandLine.Command;

/** What hosts find wrong with themselves, and what to do about it. */
@Command(
    name = "doctor",
    description = "What hosts find wrong with themselves, and what to do about it.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  sporectl doctor",
      "  sporectl doctor -l all",
      "  sporectl explain CODE      more about what it found"
    })
final class DoctorCommand extends FleetCommand<DoctorView, FindingView> {
  @Override
  Presentation<DoctorView, FindingView> presentation() {
    return ReportLayouts.DOCTOR;
  }

  @Override
  FanOut.Question<DoctorView> question(Questions questions) {
    return questions::doctor;
  }

  /** What is only said by the way is no finding. */
  @Override
  boolean finding(DoctorView answer) {
    return answer.findings().stream()
        .anyMatch(finding -> finding.severity().compareTo(Severity.WARNING) >= 0);
  }
}
