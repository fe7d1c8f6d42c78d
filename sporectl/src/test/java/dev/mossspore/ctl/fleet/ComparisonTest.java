package dev.mossspore.ctl.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mossspore.ctl.endpoint.Endpoint;
import dev.mossspore.ctl.endpoint.Target;
import dev.mossspore.ctl.testing.Views;
import dev.mossspore.ctl.view.FindingView;
import dev.mossspore.ctl.view.NodeView;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class ComparisonTest {
  private static final NodeView NODE = Views.well();

  @Test
  void findsNothingWhereAllIsAsTheInventorySays() {
    Target target =
        target("a", Map.of(Target.PUBLIC_KEY, Views.KEY.toUpperCase(java.util.Locale.ROOT)));
    assertEquals(List.of(), new Comparison(List.of(NODE)).findings(target, NODE));
  }

  @Test
  void tellsForeignAndTwiceListedSpores() {
    Comparison comparison = new Comparison(List.of(NODE, NODE));
    Target foreign = target("a", Map.of(Target.PUBLIC_KEY, "00".repeat(32)));
    assertEquals(List.of("a host_foreign"), words(comparison.findings(foreign, NODE)));
    assertEquals(List.of("b host_twice"), words(comparison.findings(target("b", Map.of()), NODE)));
  }

  @Test
  void tellsWhoRunsAnotherVersionThanMost() {
    NodeView old = Views.version("0.0.9", "0a".repeat(32));
    Comparison comparison =
        new Comparison(List.of(old, NODE, Views.version("0.1.0", "0b".repeat(32))));
    List<FindingView> findings = comparison.findings(target("old", Map.of()), old);
    assertEquals(List.of("old version_skew"), words(findings));
    assertEquals("it runs 0.0.9, most of the hosts run 0.1.0", findings.getFirst().message());
    assertEquals(List.of(), comparison.findings(target("new", Map.of()), NODE));
  }

  private static Target target(String name, Map<String, String> variables) {
    return new Target(name, new Endpoint.Unix(Path.of("/run/" + name)), variables);
  }

  private static List<String> words(List<FindingView> findings) {
    return findings.stream().map(finding -> finding.subject() + " " + finding.code()).toList();
  }
}
