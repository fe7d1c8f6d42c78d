package dev.mossspore.ctl.command;

import dev.mossspore.ctl.render.Layouts;
import dev.mossspore.ctl.view.PeerView;
import picocli.CommandLine.Command;

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
final class PeersCommand extends RowCommand<PeerView> {
  PeersCommand() {
    super(Layouts.PEERS, questions -> questions::peers);
  }
}
