import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Checks or rewrites the format of every Java source below a directory: {@code check|apply DIR}. */
final class Format {
  private static final List<String> PLACES = List.of("/src/", "/packaging/");

  public static void main(String[] args) throws Exception {
    boolean apply = args[0].equals("apply");
    if (!apply && !args[0].equals("check")) {
      throw new IllegalArgumentException("-Dformat must be check or apply, got " + args[0]);
    }
    Formatter formatter = new Formatter(JavaFormatterOptions.builder().build());
    List<Path> wrong = new ArrayList<>();
    for (Path file : sources(Path.of(args[1]))) {
      String before = Files.readString(file);
      String after = formatter.formatSourceAndFixImports(RemoveUnusedImports.removeUnusedImports(before));
      if (!after.equals(before)) {
        wrong.add(file);
        if (apply) {
          Files.writeString(file, after);
        }
      }
    }
    if (!wrong.isEmpty() && !apply) {
      wrong.forEach(file -> System.err.println("not formatted: " + file));
      System.err.println("run: mvn -N validate -Dformat=apply");
      System.exit(1);
    }
  }

  private static List<Path> sources(Path root) throws Exception {
    try (var files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> isOurs(root, file))
          .sorted()
          .toList();
    }
  }

  /** By the path inside the tree, which may itself lie below a directory of such a name. */
  private static boolean isOurs(Path root, Path file) {
    String inside = "/" + root.relativize(file).toString().replace('\\', '/');
    return PLACES.stream().anyMatch(inside::contains) && !inside.contains("/target/");
  }
}
