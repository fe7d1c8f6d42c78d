package dev.mossspore.ctl;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import dev.mossspore.testkit.PackageTable;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Holds the package table: what each package may see, of ours and of others. Generated types and
 * gRPC stay in {@code link} and {@code action}.
 */
@Tag("unit")
class ArchitectureTest {
  /** Package to the packages and libraries it may use, besides the JDK and its own package. */
  private static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          entry("", Set.of("command", "picocli")),
          entry("endpoint", Set.of()),
          entry("tree", Set.of("com.fasterxml.jackson", "org.snakeyaml.engine")),
          entry("inventory", Set.of("endpoint", "tree")),
          entry("view", Set.of()),
          entry("fleet", Set.of("endpoint", "view")),
          entry("tail", Set.of("fleet", "view")),
          entry("render", Set.of("fleet", "tail", "tree", "view")),
          entry("identity", Set.of("javax.crypto")),
          entry(
              "link",
              Set.of(
                  "endpoint",
                  "fleet",
                  "javax.net.ssl",
                  "dev.mossspore.admin.v1",
                  "dev.mossspore.catalogue",
                  "io.grpc",
                  "io.netty")),
          entry(
              "action",
              Set.of(
                  "endpoint",
                  "fleet",
                  "link",
                  "tail",
                  "tree",
                  "view",
                  "dev.mossspore.admin.v1",
                  "com.google.protobuf",
                  "io.grpc")),
          entry("doc", Set.of("command", "picocli")),
          entry(
              "command",
              Set.of(
                  "action",
                  "doc",
                  "endpoint",
                  "fleet",
                  "identity",
                  "inventory",
                  "link",
                  "render",
                  "tail",
                  "tree",
                  "view",
                  "dev.mossspore.catalogue",
                  "picocli")));

  private static final PackageTable TABLE = new PackageTable("dev.mossspore.ctl", MAY_USE);

  @Test
  void everyPackageIsInTheTableAndKeepsToIt() {
    JavaClasses classes = TABLE.classes();
    assertTrue(classes.size() > 100, "the classes were not found");
    assertEquals("", String.join("\n", TABLE.violations(classes)));
  }
}
