import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Puts a directory behind the launcher that unpacks it: {@code DIRECTORY FILE NAME VERSION MAIN
 * TIME PACKAGING}. The launcher is compiled by {@code CC}, or gcc, which has to be MinGW's; on
 * another system than Windows, {@code CC=x86_64-w64-mingw32-gcc}.
 */
final class WindowsFile {
  private static final String MAGIC = "MOSSCAB1";

  private WindowsFile() {}

  public static void main(String[] args) throws Exception {
    write(
        Path.of(args[0]),
        Path.of(args[1]),
        args[2],
        args[3],
        args[4],
        Instant.parse(args[5]),
        Path.of(args[6]));
  }

  /**
   * Writes the file: launcher, cabinet, and what the launcher has to know.
   *
   * @param main the class to start
   * @param time of every file in it
   */
  static void write(
      Path directory,
      Path file,
      String name,
      String version,
      String main,
      Instant time,
      Path packaging)
      throws IOException, GeneralSecurityException, InterruptedException {
    Cabinet cabinet = new Cabinet(time);
    for (Path path : files(directory)) {
      cabinet.add(directory.relativize(path).toString().replace('/', '\\'), path);
    }
    byte[] packed = cabinet.toBytes();
    compile(packaging.resolve("windows"), file);
    try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
      out.write(packed);
      out.write(
          ByteBuffer.allocate(32 + 64 + 64 + 32 + 8 + 8)
              .order(ByteOrder.LITTLE_ENDIAN)
              .put(text(name, 32))
              .put(text(version, 64))
              .put(text(main.replace('.', '/'), 64))
              .put(MessageDigest.getInstance("SHA-256").digest(packed))
              .putLong(packed.length)
              .put(text(MAGIC, 8))
              .array());
    }
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      return paths.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static void compile(Path sources, Path file) throws IOException, InterruptedException {
    Path headers = Path.of(System.getProperty("java.home"), "include");
    List<String> command = new ArrayList<>();
    command.add(Objects.requireNonNullElse(System.getenv("CC"), "gcc"));
    command.addAll(List.of("-std=c11", "-Os", "-s", "-static", "-Wall", "-Wextra"));
    command.add("-Wno-attributes"); // of the headers of other systems
    command.add("-I" + headers);
    try (Stream<Path> platform = Files.list(headers)) {
      platform.filter(Files::isDirectory).map(path -> "-I" + path).forEach(command::add);
    }
    for (String source : List.of("launcher.c", "unpack.c")) {
      command.add(sources.resolve(source).toString());
    }
    // Else the linker writes the time into the file.
    command.addAll(List.of("-Wl,--no-insert-timestamp", "-o", file.toString()));
    for (String library : List.of("cabinet", "bcrypt", "shell32", "ole32", "uuid")) {
      command.add("-l" + library);
    }
    Process compiler = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(compiler.getInputStream().readAllBytes());
    if (compiler.waitFor() != 0) {
      throw new IllegalStateException(String.join(" ", command) + ":\n" + said);
    }
    System.out.print(said);
  }

  private static byte[] text(String value, int length) {
    byte[] bytes = value.getBytes(StandardCharsets.US_ASCII);
    if (bytes.length > length || value.length() != bytes.length) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "longer than %d characters: %s", length, value));
    }
    return Arrays.copyOf(bytes, length);
  }
}
