import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes one file that needs nothing installed out of a launcher tree: {@code TREE NAME MODULES
 * PACKAGING VERSION TIME MAIN}, run by the JDK whose runtime goes in, on the platform it is for.
 *
 * <p>Beside the tree appear {@code image/NAME}, the tree with a runtime of its own and its classes
 * archived ahead of time, and {@code NAME-OS-ARCH}, the same behind what unpacks it: a script, or
 * on Windows a program, which starts MAIN itself. The same inputs give the same bytes: every time
 * is TIME, every list is sorted.
 */
final class Image {
  private static final String OWN_JARS = ".*[/\\\\](spore-daemon|sporectl|proto)-[^/\\\\]*\\.jar";

  /**
   * What java.base has. Another name in the runtime's list of providers makes a search for an
   * algorithm ask every jar, and BouncyCastle's whole provider is loaded to say that it is not it.
   */
  private static final Set<String> PROVIDERS =
      Set.of("SUN", "SunRsaSign", "SunEC", "SunJSSE", "SunJCE");

  /**
   * A heap that is never collected while classes are archived, but for the once that the archive
   * asks for: what an earlier collection finds dead is not in the archive, and when it comes
   * depends on every byte before it, those of the directory's name too.
   */
  private static final List<String> NO_COLLECTION =
      List.of("-Xms384m", "-Xmx384m", "-Xmn256m", "-XX:MetaspaceSize=384m");

  private final Path tree;
  private final String name;
  private final String modules;
  private final Path packaging;
  private final String version;
  private final FileTime time;
  private final String main;
  private final Path jdk = Path.of(System.getProperty("java.home"));
  private final Path image;

  private Image(String[] args) {
    this.tree = Path.of(args[0]).toAbsolutePath();
    this.name = args[1];
    this.modules = args[2];
    this.packaging = Path.of(args[3]).toAbsolutePath();
    this.version = args[4];
    Instant instant = Instant.parse(args[5]);
    this.time = FileTime.from(Platform.WINDOWS ? Cabinet.even(instant) : instant);
    this.main = args[6];
    this.image = tree.resolveSibling("image").resolve(name);
  }

  public static void main(String[] args) throws Exception {
    new Image(args).make();
  }

  private void make() throws Exception {
    delete(image);
    Files.createDirectories(image.resolve("lib"));
    for (Path part : list(tree)) {
      if (!part.endsWith("lib") && (!Platform.WINDOWS || part.endsWith("conf"))) {
        copy(part, image.resolve(part.getFileName()));
      }
    }
    leaveOutWhatOnlyLinuxKnows(image.resolve("conf/jvm.options"));
    for (Path jar : list(tree.resolve("lib"))) {
      if (isForThisPlatform(jar)) {
        Jars.repack(jar, image.resolve("lib").resolve(jar.getFileName()));
      }
    }
    linkRuntime();
    stamp();
    archiveClasses();
    Path file = tree.resolveSibling(name + "-" + Platform.NAME + Platform.EXE);
    if (Platform.WINDOWS) {
      WindowsFile.write(image, file, name, version, main, time.toInstant(), packaging);
    } else {
      writeScript(file);
    }
    System.out.printf(
        Locale.ROOT, "%s: %.1f MB%n", file.getFileName(), Files.size(file) / 1_000_000.0);
  }

  private void writeScript(Path file) throws Exception {
    Files.writeString(image.resolve("SIZES"), new SelfExtracting(image, everything()).sizes());
    Files.writeString(
        image.resolve("SHA256SUMS"), new SelfExtracting(image, everything()).digests());
    stamp();
    new SelfExtracting(image, everything())
        .write(file, Files.readString(packaging.resolve("image/stub.sh")), name, version, time);
  }

  /** Elsewhere the runtime would say at each start that it cannot do it. */
  private static void leaveOutWhatOnlyLinuxKnows(Path options) throws IOException {
    if (!Platform.LINUX) {
      Files.write(
          options,
          Files.readAllLines(options).stream()
              .filter(line -> !line.startsWith("-XX:TrimNativeHeapInterval="))
              .toList());
    }
  }

  private static boolean isForThisPlatform(Path jar) {
    String file = jar.getFileName().toString();
    return Platform.NETTY_NAMES.stream().noneMatch(name -> file.endsWith(name + ".jar"))
        || isNative(jar);
  }

  private static boolean isNative(Path jar) {
    return jar.toString().endsWith(Platform.NETTY_NAME + ".jar");
  }

  private void linkRuntime() throws Exception {
    checkModules();
    Path runtime = image.resolve("runtime");
    run(
        jdk.resolve("bin/jlink" + Platform.EXE),
        List.of(
            "--add-modules",
            modules,
            "--compress=zip-0",
            "--strip-java-debug-attributes",
            "--no-header-files",
            "--no-man-pages",
            "--output",
            runtime.toString()));
    if (Platform.WINDOWS) {
      // What jlink makes read-only could not be deleted by the next build.
      everything().forEach(path -> path.toFile().setWritable(true));
    }
    Path security = runtime.resolve("conf/security/java.security");
    Files.write(
        security, Files.readAllLines(security).stream().filter(Image::isNotAbsent).toList());
    // Else each start writes them to a temporary directory, which may be full or not executable.
    for (Path jar : list(image.resolve("lib"))) {
      if (isNative(jar)) {
        Jars.unpackLibraries(jar, runtime.resolve("lib"));
      }
    }
  }

  private static boolean isNotAbsent(String line) {
    return !line.matches("security\\.provider\\.\\d+=.*")
        || PROVIDERS.contains(line.substring(line.indexOf('=') + 1));
  }

  /** What our own code needs has to be there; what a library can use besides is left out. */
  private void checkModules() throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of("--multi-release", "25", "--ignore-missing-deps", "--print-module-deps"));
    list(image.resolve("lib")).stream()
        .map(Path::toString)
        .filter(jar -> jar.matches(OWN_JARS))
        .forEach(arguments::add);
    String needed = run(jdk.resolve("bin/jdeps" + Platform.EXE), arguments).strip();
    Set<String> missing = new TreeSet<>(List.of(needed.split(",")));
    missing.removeAll(List.of(modules.split(",")));
    if (!missing.isEmpty()) {
      throw new IllegalStateException("image.modules of " + name + " lacks " + missing);
    }
  }

  /**
   * Archives the classes that a start loads, by a list rather than by a run: two runs never load
   * quite the same, and the runtime's AOT cache of one run is never written the same twice.
   */
  private void archiveClasses() throws Exception {
    TreeSet<String> classes = new TreeSet<>();
    for (Path list :
        List.of(
            image.resolve("runtime/lib/classlist"),
            packaging.resolve("image/" + name + ".classes"))) {
      Files.readAllLines(list).stream().filter(line -> !line.startsWith("#")).forEach(classes::add);
    }
    Path all = Files.write(image.resolveSibling(name + ".classes"), classes);
    String jars =
        list(image.resolve("lib")).stream()
            .map(jar -> Path.of("lib").resolve(jar.getFileName()).toString())
            .collect(Collectors.joining(File.pathSeparator));
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-Xshare:dump",
                "-XX:SharedClassListFile=" + all,
                "-XX:SharedArchiveFile=lib/classes.jsa",
                "@conf/jvm.options"));
    arguments.addAll(NO_COLLECTION);
    arguments.addAll(List.of("-cp", jars));
    run(image.resolve("runtime/bin/java" + Platform.EXE), arguments);
  }

  private void stamp() throws IOException {
    for (Path path : everything()) {
      Files.setLastModifiedTime(path, time);
    }
  }

  private List<Path> everything() throws IOException {
    try (Stream<Path> paths = Files.walk(image)) {
      return paths
          .filter(path -> !path.equals(image))
          .sorted(Comparator.comparing(Path::toString))
          .toList();
    }
  }

  private static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> paths = Files.list(directory)) {
      return paths.sorted(Comparator.comparing(Path::toString)).toList();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.toList()) {
        Files.copy(path, to.resolve(from.relativize(path)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  private static void delete(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> paths = Files.walk(directory)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  /** Runs a program in the image and returns what it says. */
  private String run(Path program, List<String> arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(image.toFile()).redirectErrorStream(true);
    // What the runtime makes of its environment stands in the archive of classes.
    builder.environment().put("LC_ALL", "C");
    builder
        .environment()
        .keySet()
        .removeAll(List.of("TZ", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IllegalStateException(String.join(" ", command) + ":\n" + output);
    }
    return output;
  }
}
