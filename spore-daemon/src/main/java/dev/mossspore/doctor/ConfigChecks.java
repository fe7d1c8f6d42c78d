package dev.mossspore.doctor;

import dev.mossspore.config.Resolution;
import dev.mossspore.config.SporeConfig;
import dev.mossspore.doctor.Doctor.Check;
import dev.mossspore.doctor.Doctor.Complaint;
import java.util.List;
import java.util.Optional;

/** Whether the configuration means what its author wants. */
final class ConfigChecks {
  static final List<Check> ALL =
      List.of(
          facts ->
              Complaint.when(
                  running(facts).network().listenPort() == 0,
                  "listen_port_moves",
                  "listen_port",
                  ""),
          facts ->
              Complaint.when(
                  exposed(running(facts).monitor()),
                  "monitor_exposed",
                  "monitor.listen",
                  "It is " + running(facts).monitor().listen() + "."),
          facts ->
              Complaint.when(
                  !facts.config().restartRequired().isEmpty(),
                  "config_pending_restart",
                  String.join(",", facts.config().restartRequired()),
                  ""),
          facts ->
              Complaint.when(
                  !facts.config().withoutEffect().isEmpty(),
                  "config_without_effect",
                  String.join(",", facts.config().withoutEffect()),
                  ""),
          facts ->
              facts.config().found() instanceof Resolution.Refused(var problems, var _)
                  ? Optional.of(
                      new Complaint(
                          "config_file_invalid",
                          problems.getFirst().place().toString(),
                          problems.getFirst().text() + "."))
                  : Optional.empty(),
          facts ->
              Complaint.when(
                  !facts.config().changed().isEmpty(),
                  "config_file_changed",
                  String.join(",", facts.config().changed()),
                  ""));

  private ConfigChecks() {}

  private static SporeConfig running(Facts facts) {
    return facts.config().running();
  }

  private static boolean exposed(SporeConfig.Monitor monitor) {
    String host = monitor.listen().host();
    boolean loopback = host.equals("localhost") || host.equals("::1") || host.startsWith("127.");
    return monitor.enabled() && monitor.infoPublic() && !loopback;
  }
}
