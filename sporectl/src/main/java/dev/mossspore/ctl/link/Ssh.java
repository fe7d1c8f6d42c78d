package dev.mossspore.ctl.link;

import dev.mossspore.ctl.endpoint.Endpoint;
import dev.mossspore.ctl.fleet.CallFailedException;
import dev.mossspore.ctl.fleet.ClientCode;
import dev.mossspore.ctl.fleet.Deadline;
import dev.mossspore.ctl.fleet.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the ssh client. It never asks anything: what would need an answer is an error. */
final class Ssh {
  private static final int PERSIST_SECONDS = 60;

  /** Connects and leaves a master behind that serves at {@code control}. */
  void connect(Endpoint.Ssh remote, Path control, Deadline deadline)
      throws CallFailedException, InterruptedException {
    long seconds = Math.max(1, deadline.left().toSeconds());
    // Of an option that is given twice ssh obeys the first.
    List<String> command = new ArrayList<>(List.of("ssh", "-f", "-N", "-T"));
    option(command, "BatchMode=yes");
    option(command, "ControlMaster=auto");
    option(command, "ControlPersist=" + PERSIST_SECONDS);
    option(command, "ControlPath=" + control);
    option(command, "ConnectTimeout=" + seconds);
    option(command, "ServerAliveInterval=10");
    option(command, "ServerAliveCountMax=3");
    option(command, "StreamLocalBindUnlink=yes");
    // What the user forwards for a shell is of no use here, and a taken port would be an error.
    option(command, "ClearAllForwardings=yes");
    option(command, "LogLevel=ERROR");
    command.addAll(remote.arguments());
    destination(command, remote);
    run(command, remote, control, deadline);
  }

  /** Has the master at {@code control} listen on {@code local} for the remote socket. */
  void forward(Endpoint.Ssh remote, Path control, Path local, Deadline deadline)
      throws CallFailedException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("ssh"));
    option(command, "BatchMode=yes");
    option(command, "ControlPath=" + control);
    option(command, "LogLevel=ERROR");
    command.addAll(List.of("-O", "forward", "-L", local + ":" + remote.socket()));
    command.addAll(remote.arguments());
    destination(command, remote);
    run(command, remote, control, deadline);
  }

  private static void option(List<String> command, String option) {
    command.addAll(List.of("-o", option));
  }

  private static void destination(List<String> command, Endpoint.Ssh remote) {
    if (remote.port() != 0) {
      command.addAll(List.of("-p", Integer.toString(remote.port())));
    }
    if (!remote.user().isEmpty()) {
      command.addAll(List.of("-l", remote.user()));
    }
    command.addAll(List.of("--", remote.host()));
  }

  /** Its complaints go to a file: the master keeps the stream open for as long as it lives. */
  private static void run(
      List<String> command, Endpoint.Ssh remote, Path control, Deadline deadline)
      throws CallFailedException, InterruptedException {
    Path complaints = control.resolveSibling(control.getFileName() + ".err");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(complaints.toFile())
              .start();
      if (!process.waitFor(deadline.left().toMillis(), TimeUnit.MILLISECONDS)) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        throw late(remote);
      }
      if (process.exitValue() != 0) {
        throw SshComplaints.failure(remote, Files.readString(complaints));
      }
      Files.deleteIfExists(complaints);
    } catch (IOException e) {
      throw new CallFailedException(
          Outcome.UNREACHABLE,
          ClientCode.SSH_MISSING,
          "the ssh client cannot be run: " + e.getMessage(),
          "install OpenSSH's client");
    }
  }

  /** What there is to say when the time is over before ssh is there. */
  static CallFailedException late(Endpoint.Ssh remote) {
    return new CallFailedException(
        Outcome.TIMED_OUT,
        ClientCode.SSH_TIMED_OUT,
        "ssh to %s is not there within the time given".formatted(remote.destination()),
        "a slow path may need a longer --timeout");
  }
}
