package dev.mossspore.ctl.fleet;

import dev.mossspore.ctl.endpoint.Target;
import dev.mossspore.ctl.view.FindingView;
import dev.mossspore.ctl.view.NodeView;
import dev.mossspore.ctl.view.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is wrong with a host beside the inventory and the other hosts. One thread. */
public final class Comparison {
  /** How many things are compared. */
  public static final int CHECKS = 3;

  private final Map<String, String> hostOfKey = new HashMap<>();
  private final String version;

  /** With the hosts that answered; the version that most of them run is the one meant. */
  public Comparison(Collection<NodeView> nodes) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    nodes.forEach(node -> counts.merge(node.build().version(), 1, Integer::sum));
    int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    version =
        counts.entrySet().stream()
            .filter(entry -> entry.getValue() == most)
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse("");
  }

  /** Everything about one host; each is to be asked about once, in the order of the inventory. */
  public List<FindingView> findings(Target target, NodeView node) {
    List<FindingView> findings = new ArrayList<>(identity(target, node));
    skew(target, node).ifPresent(findings::add);
    return findings;
  }

  /** Whether the host is another spore than the inventory says, or the same as another host. */
  List<FindingView> identity(Target target, NodeView node) {
    List<FindingView> findings = new ArrayList<>();
    String expected = target.variables().getOrDefault(Target.PUBLIC_KEY, "");
    if (!expected.isEmpty() && !expected.equalsIgnoreCase(node.publicKey())) {
      findings.add(
          new FindingView(
              ClientCode.HOST_FOREIGN.word(),
              Severity.ERROR,
              target.name(),
              "it is spore %s, the inventory says %s".formatted(node.publicKey(), expected),
              "somebody else answers there, or its identity file was lost: restore it, or correct"
                  + " sporectl_public_key"));
    }
    String twin = hostOfKey.putIfAbsent(node.publicKey(), target.name());
    if (twin != null) {
      findings.add(
          new FindingView(
              ClientCode.HOST_TWICE.word(),
              Severity.ERROR,
              target.name(),
              "it is the same spore as " + twin,
              "two names lead to one host, or one identity file was copied: then give one of them"
                  + " its own"));
    }
    return findings;
  }

  private Optional<FindingView> skew(Target target, NodeView node) {
    String own = node.build().version();
    return own.equals(version)
        ? Optional.empty()
        : Optional.of(
            new FindingView(
                ClientCode.VERSION_SKEW.word(),
                Severity.WARNING,
                target.name(),
                "it runs %s, most of the hosts run %s".formatted(own, version),
                "update it, or finish the roll-out that is under way"));
  }
}
