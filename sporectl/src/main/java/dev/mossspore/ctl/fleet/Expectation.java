package dev.mossspore.ctl.fleet;

import dev.mossspore.ctl.endpoint.Target;
import dev.mossspore.ctl.view.FindingView;
import dev.mossspore.ctl.view.NodeView;
import dev.mossspore.ctl.view.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
    Map<String, String> byKey = new HashMap<>();
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
      String expected =
          target == null ? "" : target.variables().getOrDefault(Target.PUBLIC_KEY, "");
      if (!expected.isEmpty() && !expected.equalsIgnoreCase(node.publicKey())) {
        findings.add(
            finding(
                ClientCode.HOST_FOREIGN,
                host,
                "it is spore %s, the inventory says %s".formatted(node.publicKey(), expected),
                "somebody else answers there, or its identity file was lost: restore it, or correct"
                    + " sporectl_public_key"));
      }
      String twin = byKey.putIfAbsent(node.publicKey(), host);
      if (twin != null) {
        findings.add(
            finding(
                ClientCode.HOST_TWICE,
                host,
                "it is the same spore as " + twin,
                "two names lead to one host, or one identity file was copied: then give one of them"
                    + " its own"));
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
