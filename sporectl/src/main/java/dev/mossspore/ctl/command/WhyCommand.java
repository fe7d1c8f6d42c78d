package dev.mossspore.ctl.command;

import dev.mossspore.ctl.action.Questions;
import dev.mossspore.ctl.fleet.FanOut;
import dev.mossspore.ctl.render.Presentation;
import dev.mossspore.ctl.render.ReportLayouts;
import dev.mossspore.ctl.view.FindingView;
import dev.mossspore.ctl.view.WhyView;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Why a peer is connected or not. */
@Command(
    name = "why",
    description = "Why hosts are or are not connected to a peer.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  sporectl why 3f9c01ab",
      "  sporectl why 3f9c01ab -l all",
      "",
      "PEER is a peer id, or its first 8 hex digits or more, as 'sporectl peers' shows them."
    })
final class WhyCommand extends FleetCommand<WhyView, FindingView> {
  @Parameters(paramLabel = "PEER", description = "Id of the peer, or its beginning.")
  String peer = "";

  @Override
  Presentation<WhyView, FindingView> presentation() {
    return ReportLayouts.WHY;
  }

  @Override
  FanOut.Question<WhyView> question(Questions questions) {
    return (target, deadline) -> questions.why(target, deadline, peer.toLowerCase(Locale.ROOT));
  }

  @Override
  void check() {
    if (!peer.matches("(?i)[0-9a-f]{8,64}")) {
      throw new UsageException(
          "'%s' is no peer id: 64 hex digits, or at least the first 8".formatted(peer));
    }
  }
}
