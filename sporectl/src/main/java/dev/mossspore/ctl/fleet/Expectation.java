package dev.mossspore.ctl.fleet;

import dev.mossspore.ctl.endpoint.Target;
import dev.mossspore.ctl.view.FindingView;
import dev.mossspore.ctl.view.NodeView;
import dev.mossspore.ctl.view.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Compares the spores that answered with those that the inventory means. */
public final class Expectation {
  private Expectation() {}

  /**
   * Hosts that are missing, not ready, another spore than the inventory says, or the same spore as
   * another host.
   */
  public static List<FindingView> findings(List<Target> asked, List<Envelope<NodeView>> envelopes) {
    Map<String, Target> targets = new HashMap<>();
    asked.forEach(target -> targets.put(target.name(), target));
    Comparison comparison =
        new Comparison(envelopes.stream().map(Envelope::data).filter(Objects::nonNull).toList());
    List<FindingView> findings = new ArrayList<>();
    for (Envelope<NodeView> envelope : envelopes) {
      String host = envelope.host();
      NodeView node = envelope.data();
      if (node == null) {
        Failure error = envelope.error();
        String why = error == null ? "" : ": " + error.message();
        findings.add(finding(ClientCode.HOST_MISSING, host, "it gives no answer" + why, ""));
        continue;
      }
      Target target = targets.get(host);
      if (target != null) {
        findings.addAll(comparison.identity(target, node));
      }
      if (!node.ready() && !node.draining()) {
        findings.add(
            finding(
                ClientCode.HOST_NOT_READY,
                host,
                "it is not ready: " + String.join(", ", node.unready()),
                ""));
      }
    }
    return findings;
  }

  private static FindingView finding(ClientCode code, String host, String message, String fix) {
    return new FindingView(code.word(), Severity.ERROR, host, message, fix);
  }
}
