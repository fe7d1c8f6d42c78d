package dev.mossspore.ctl.command;

import dev.mossspore.ctl.action.Questions;
import dev.mossspore.ctl.fleet.FanOut;
import dev.mossspore.ctl.render.Presentation;
import dev.mossspore.ctl.render.ReportLayouts;
import dev.mossspore.ctl.view.NetcheckView;
import picocli.CommandLine.Command;

/** How hosts see their own place in the network: NAT, addresses, reachability. */
@Command(
    name = "netcheck",
    description = "How hosts see their own place in the network: NAT, addresses, reachability.",
    footerHeading = "%nExamples:%n",
    footer = {"  sporectl netcheck", "  sporectl netcheck -l all"})
final class NetcheckCommand extends FleetCommand<NetcheckView, NetcheckView> {
  @Override
  Presentation<NetcheckView, NetcheckView> presentation() {
    return ReportLayouts.NETCHECK;
  }

  @Override
  FanOut.Question<NetcheckView> question(Questions questions) {
    return questions::netcheck;
  }
}
