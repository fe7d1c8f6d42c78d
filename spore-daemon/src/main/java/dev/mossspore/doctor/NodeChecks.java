package dev.mossspore.doctor;

import dev.mossspore.doctor.Doctor.Check;
import dev.mossspore.doctor.Doctor.Complaint;
import dev.mossspore.monitor.NodeInfo;
import dev.mossspore.observe.BuildInfo;
import java.time.Duration;
import java.util.List;

/** Whether the node does what it is there for. */
final class NodeChecks {
  private static final Duration SETTLED = Duration.ofMinutes(2);

  static final List<Check> ALL =
      List.of(
          facts ->
              Complaint.when(
                  facts.node().info().identity() == NodeInfo.Identity.EPHEMERAL,
                  "identity_ephemeral",
                  "identity_path",
                  ""),
          facts ->
              Complaint.when(!facts.node().tcpListening(), "tcp_not_listening", port(facts), ""),
          facts ->
              Complaint.when(!facts.node().udpListening(), "udp_not_listening", port(facts), ""),
          facts ->
              Complaint.when(
                  !facts.node().tcpConfirmed() && settled(facts),
                  "tcp_not_reachable",
                  facts.node().info().advertisedAddr(),
                  ""),
          facts ->
              Complaint.when(
                  !facts.node().udpSeen() && settled(facts),
                  "udp_not_seen",
                  facts.node().info().advertisedAddr(),
                  ""),
          facts ->
              Complaint.when(
                  facts.node().info().peers().isEmpty() && settled(facts), "no_peers", "", ""),
          facts ->
              Complaint.when(
                  !facts.node().faults().isEmpty(),
                  "maintenance_stalled",
                  String.join(",", facts.node().faults()),
                  ""),
          facts ->
              Complaint.when(
                  !facts.node().info().degraded().isEmpty(),
                  "degraded",
                  String.join(",", facts.node().info().degraded()),
                  ""),
          facts ->
              Complaint.when(
                  facts.config().running().relay().enabled()
                      && !facts.node().info().relay().blockedBy().isEmpty(),
                  "not_promoted",
                  "",
                  String.join(", ", facts.node().info().relay().blockedBy()) + "."),
          facts ->
              Complaint.when(
                  facts.node().eventsLost() > 0,
                  "events_lost",
                  "",
                  facts.node().eventsLost() + " so far."),
          facts ->
              Complaint.when(
                  facts.build().commit().equals(BuildInfo.UNKNOWN),
                  "version_unstamped",
                  facts.build().version(),
                  ""));

  private NodeChecks() {}

  /** A node that has just started has had no time to meet anybody. */
  private static boolean settled(Facts facts) {
    return facts.node().info().uptime().compareTo(SETTLED) > 0;
  }

  private static String port(Facts facts) {
    return "listen_port " + facts.node().info().listenPort();
  }
}
