package dev.mossspore.ctl.link;

import dev.mossspore.ctl.endpoint.Endpoint;
import dev.mossspore.ctl.fleet.CallFailedException;
import dev.mossspore.ctl.fleet.ClientCode;
import dev.mossspore.ctl.fleet.Outcome;
import java.util.List;

/** What the ssh client said, as an outcome. */
final class SshComplaints {
  private SshComplaints() {}

  static CallFailedException failure(Endpoint.Ssh remote, String said) {
    String destination = remote.destination();
    String last = last(said);
    String tryIt = "try it by hand: ssh " + destination;
    if (said.contains("Host key verification failed")
        || said.contains("HOST IDENTIFICATION HAS CHANGED")) {
      return new CallFailedException(
          Outcome.REFUSED,
          ClientCode.SSH_HOST_KEY,
          "ssh does not know or trust the host key of " + remote.host(),
          tryIt + ", and compare the key it shows");
    }
    if (said.contains("Permission denied") || said.contains("Too many authentication failures")) {
      return new CallFailedException(
          Outcome.REFUSED,
          ClientCode.SSH_AUTH,
          "ssh to %s is refused: %s".formatted(destination, last),
          tryIt + "; sporectl never asks for a password, so a key or an agent is needed");
    }
    if (said.contains("timed out")) {
      return new CallFailedException(
          Outcome.TIMED_OUT, ClientCode.SSH_TIMED_OUT, "ssh: " + last, "is the host up?");
    }
    return new CallFailedException(
        Outcome.UNREACHABLE, ClientCode.SSH_FAILED, "ssh: " + last, tryIt);
  }

  /** The last line that says something. */
  private static String last(String said) {
    List<String> lines = said.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    return lines.isEmpty() ? "it ended without a word" : lines.getLast();
  }
}
