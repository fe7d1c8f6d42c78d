package dev.mossspore.ctl.command;

import dev.mossspore.ctl.action.Questions;
import dev.mossspore.ctl.endpoint.Target;
import dev.mossspore.ctl.fleet.Comparison;
import dev.mossspore.ctl.fleet.Envelope;
import dev.mossspore.ctl.fleet.FanOut;
import dev.mossspore.ctl.render.Presentation;
import dev.mossspore.ctl.render.ReportLayouts;
import dev.mossspore.ctl.view.DoctorView;
import dev.mossspore.ctl.view.FindingView;
import dev.mossspore.ctl.view.NodeView;
import dev.mossspore.ctl.view.Severity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import picocli.CommandLine.Command;

/** What hosts find wrong with themselves and beside each other, and what to do about it. */
@Command(
    name = "doctor",
    description =
        "What hosts find wrong with themselves and beside each other, and what to do about it.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  sporectl doctor",
      "  sporectl doctor -l all",
      "  sporectl explain CODE      more about what it found"
    })
final class DoctorCommand extends FleetCommand<DoctorView, FindingView> {
  private final Map<String, Answered> answered = new ConcurrentHashMap<>();

  private record Answered(Target target, NodeView node) {}

  @Override
  Presentation<DoctorView, FindingView> presentation() {
    return ReportLayouts.DOCTOR;
  }

  @Override
  FanOut.Question<DoctorView> question(Questions questions) {
    return (target, deadline) -> {
      answered.put(target.name(), new Answered(target, questions.status(target, deadline)));
      return questions.doctor(target, deadline);
    };
  }

  /** To what a host finds is added what it cannot know: how it looks beside the others. */
  @Override
  List<Envelope<DoctorView>> arrange(List<Envelope<DoctorView>> envelopes) {
    List<Answered> inOrder =
        envelopes.stream()
            .filter(Envelope::ok)
            .map(envelope -> answered.get(envelope.host()))
            .filter(Objects::nonNull)
            .toList();
    Comparison comparison = new Comparison(inOrder.stream().map(Answered::node).toList());
    Map<String, List<FindingView>> found = new HashMap<>();
    inOrder.forEach(
        one -> found.put(one.target().name(), comparison.findings(one.target(), one.node())));
    return envelopes.stream()
        .map(
            envelope ->
                envelope.map(
                    view ->
                        view.with(
                            Comparison.CHECKS, found.getOrDefault(envelope.host(), List.of()))))
        .toList();
  }

  /** What is only said by the way is no finding. */
  @Override
  boolean finding(DoctorView answer) {
    return answer.findings().stream()
        .anyMatch(finding -> finding.severity().compareTo(Severity.WARNING) >= 0);
  }
}
