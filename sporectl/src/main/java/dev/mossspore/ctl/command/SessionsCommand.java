package dev.mossspore.ctl.command;

import dev.mossspore.ctl.render.Layouts;
import dev.mossspore.ctl.view.SessionView;
import picocli.CommandLine.Command;

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
final class SessionsCommand extends RowCommand<SessionView> {
  SessionsCommand() {
    super(Layouts.SESSIONS, questions -> questions::sessions);
  }
}
