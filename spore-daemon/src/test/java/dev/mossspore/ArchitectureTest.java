package dev.mossspore;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import dev.mossspore.testkit.PackageTable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Holds the package table: what each package may see, of ours and of others. */
@Tag("unit")
class ArchitectureTest {
  /** Package to the packages and libraries it may use, besides the JDK and its own package. */
  private static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          entry("base", Set.of()),
          entry("config", Set.of("base", "com.fasterxml.jackson")),
          entry("event", Set.of("base")),
          entry(
              "crypto",
              Set.of("base", "javax.crypto", "org.bouncycastle", "com.fasterxml.jackson.core")),
          entry("wire", Set.of("base", "com.fasterxml.jackson.core")),
          entry("transport", Set.of("base", "config", "event", "crypto", "wire", "io.netty")),
          entry("discovery", Set.of("base", "event", "crypto", "wire", "com.fasterxml.jackson")),
          entry(
              "discovery.tracker",
              Set.of("base", "event", "crypto", "discovery", "io.netty", "javax.net.ssl")),
          entry("discovery.lan", Set.of("base", "wire", "discovery", "com.fasterxml.jackson.core")),
          entry(
              "mesh",
              Set.of(
                  "base",
                  "config",
                  "event",
                  "crypto",
                  "wire",
                  "transport",
                  "discovery",
                  "discovery.lan")),
          entry(
              "relay",
              Set.of(
                  "base", "config", "event", "crypto", "wire", "transport", "discovery", "mesh")),
          entry("gossip", Set.of("base", "wire")),
          entry("reload", Set.of("base", "config")),
          entry("observe", Set.of("base", "config", "event", "com.fasterxml.jackson")),
          entry(
              "monitor",
              Set.of("base", "config", "event", "observe", "io.netty", "com.fasterxml.jackson")),
          entry(
              "doctor",
              Set.of("base", "config", "catalogue", "transport", "mesh", "monitor", "observe")),
          entry(
              "admin",
              Set.of(
                  "base",
                  "config",
                  "event",
                  "transport",
                  "mesh",
                  "relay",
                  "observe",
                  "monitor",
                  "reload",
                  "doctor",
                  "catalogue",
                  "admin.v1",
                  "com.fasterxml.jackson",
                  "com.google.protobuf",
                  "io.grpc",
                  "io.netty",
                  "javax.naming",
                  "javax.net.ssl",
                  "javax.security.auth.x500",
                  "jdk.net")),
          // Of the module beside this one.
          entry("admin.v1", Set.of("com.google.protobuf", "com.google.common", "io.grpc")),
          entry("catalogue", Set.of("com.fasterxml.jackson")),
          entry(
              "app",
              Set.of(
                  "base",
                  "config",
                  "event",
                  "crypto",
                  "wire",
                  "transport",
                  "discovery",
                  "discovery.tracker",
                  "discovery.lan",
                  "mesh",
                  "relay",
                  "observe",
                  "monitor",
                  "reload",
                  "doctor",
                  "admin",
                  "catalogue",
                  "io.netty",
                  "picocli",
                  "sun.misc")));

  private static final PackageTable TABLE = new PackageTable("dev.mossspore", MAY_USE);

  private static final JavaClasses CLASSES = TABLE.classes();

  @Test
  void everyPackageIsInTheTableAndKeepsToIt() {
    assertTrue(CLASSES.size() > 100, "the classes were not found");
    assertEquals("", String.join("\n", TABLE.violations(CLASSES)));
  }

  @Test
  void theTableHasNoCycle() {
    for (String name : MAY_USE.keySet()) {
      assertTrue(!reachable(name).contains(name), () -> name + " reaches itself");
    }
  }

  @Test
  void theCoreReachesNoRealClockOrRandomness() {
    List<String> core =
        List.of(
            "base",
            "config",
            "event",
            "wire",
            "discovery",
            "discovery.tracker",
            "discovery.lan",
            "mesh",
            "relay",
            "reload");
    Set<String> forbidden =
        Set.of(
            "java.lang.System.nanoTime()",
            "java.lang.System.currentTimeMillis()",
            "java.time.Instant.now()");
    Set<String> violations =
        CLASSES.stream()
            .filter(type -> core.contains(TABLE.below(type.getPackageName())))
            .flatMap(type -> type.getMethodCallsFromSelf().stream())
            .map(call -> call.getTarget().getFullName())
            .filter(forbidden::contains)
            .collect(Collectors.toSet());
    assertTrue(violations.isEmpty(), violations::toString);
  }

  private static Set<String> reachable(String from) {
    TreeSet<String> seen = new TreeSet<>();
    var queue = new java.util.ArrayDeque<>(MAY_USE.get(from));
    while (!queue.isEmpty()) {
      String next = queue.remove();
      if (MAY_USE.containsKey(next) && seen.add(next)) {
        queue.addAll(MAY_USE.get(next));
      }
    }
    return seen;
  }
}
