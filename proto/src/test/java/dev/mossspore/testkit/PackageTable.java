package dev.mossspore.testkit;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What each package may see, of ours and of others.
 *
 * @param root the package that ours are named below
 * @param mayUse package to the packages and libraries it may use, besides the JDK and its own
 *     package; ours by their names below the root
 */
public record PackageTable(String root, Map<String, Set<String>> mayUse) {
  private static final Set<String> EVERYWHERE = Set.of("java", "org.jspecify");

  /** All classes below the root but those of tests. */
  public JavaClasses classes() {
    return new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests())
        .withImportOption(place -> !place.contains("-tests.jar!"))
        .importPackages(root);
  }

  /** The name of one of our packages below the root. */
  public String below(String packageName) {
    return packageName.equals(root) ? "" : packageName.substring(root.length() + 1);
  }

  /** What the classes do against the table, a line for each. */
  public Set<String> violations(JavaClasses classes) {
    TreeSet<String> violations = new TreeSet<>();
    for (JavaClass type : classes) {
      String from = below(type.getPackageName());
      Set<String> used = mayUse.get(from);
      if (used == null) {
        violations.add("package not in the table: " + type.getPackageName());
        continue;
      }
      for (var dependency : type.getDirectDependenciesFromSelf()) {
        String target = dependency.getTargetClass().getBaseComponentType().getPackageName();
        if (!allowed(from, used, target)) {
          violations.add(type.getSimpleName() + " (" + from + ") may not use " + target);
        }
      }
    }
    return violations;
  }

  private boolean allowed(String from, Set<String> used, String target) {
    if (within(target, root)) {
      return below(target).equals(from) || used.contains(below(target));
    }
    return target.isEmpty()
        || EVERYWHERE.stream().anyMatch(prefix -> within(target, prefix))
        || used.stream().anyMatch(prefix -> within(target, prefix));
  }

  private static boolean within(String packageName, String prefix) {
    return packageName.equals(prefix) || packageName.startsWith(prefix + ".");
  }
}
