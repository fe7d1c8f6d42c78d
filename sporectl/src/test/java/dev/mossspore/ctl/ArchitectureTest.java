package dev.mossspore.ctl;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Holds the package table: what each package may see, of ours and of others. Generated types and
 * gRPC stay in {@code link} and {@code action}.
 */
@Tag("unit")
class ArchitectureTest {
  private static final String ROOT = "dev.mossspore.ctl";

  private static final Set<String> EVERYWHERE = Set.of("java", "org.jspecify");

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

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @Test
  void everyPackageIsInTheTableAndKeepsToIt() {
    TreeSet<String> violations = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      String from = ours(type.getPackageName());
      if (!MAY_USE.containsKey(from)) {
        violations.add("package not in the table: " + type.getPackageName());
        continue;
      }
      for (var dependency : type.getDirectDependenciesFromSelf()) {
        String target = dependency.getTargetClass().getBaseComponentType().getPackageName();
        if (!allowed(from, target)) {
          violations.add(type.getSimpleName() + " (" + from + ") may not use " + target);
        }
      }
    }
    assertTrue(violations.isEmpty(), () -> String.join("\n", violations));
    assertTrue(CLASSES.size() > 100, "the classes were not found");
  }

  private static boolean allowed(String from, String target) {
    if (target.startsWith(ROOT)) {
      return ours(target).equals(from)
          || MAY_USE.getOrDefault(from, Set.of()).contains(ours(target));
    }
    return target.isEmpty()
        || EVERYWHERE.stream().anyMatch(prefix -> within(target, prefix))
        || MAY_USE.getOrDefault(from, Set.of()).stream().anyMatch(prefix -> within(target, prefix));
  }

  private static boolean within(String packageName, String prefix) {
    return packageName.equals(prefix) || packageName.startsWith(prefix + ".");
  }

  private static String ours(String packageName) {
    return packageName.length() > ROOT.length() ? packageName.substring(ROOT.length() + 1) : "";
  }
}
