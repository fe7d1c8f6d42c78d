package dev.mossspore.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.testkit.Tools;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The file for Windows, as far as another system can tell: that it compiles, and holds what was put
 * in. cabextract, which is nobody's of ours, unpacks it here.
 */
@Tag("system")
class WindowsFileIT {
  private static final String COMPILER = "x86_64-w64-mingw32-gcc";
  private static final String TIME = "2026-11-26T09:42:04Z";
  private static final int TRAILER = 208;

  @TempDir Path directory;

  @BeforeEach
  void tools() {
    Tools.require("command -v " + COMPILER, "MinGW (Debian: gcc-mingw-w64-x86-64-win32)");
    Tools.require("command -v cabextract", "cabextract");
  }

  @Test
  void holdsWhatWasPutInAndSaysSoAtItsEnd() throws IOException, GeneralSecurityException {
    Path image = image();
    byte[] file = Files.readAllBytes(build(image, "mossspore.exe"));

    ByteBuffer trailer =
        ByteBuffer.wrap(file, file.length - TRAILER, TRAILER).order(ByteOrder.LITTLE_ENDIAN);
    assertEquals("mossspore", text(trailer, 32));
    assertEquals("1.2.3-rc.1", text(trailer, 64));
    assertEquals("dev/mossspore/app/Main", text(trailer, 64));
    byte[] digest = new byte[32];
    trailer.get(digest);
    int length = (int) trailer.getLong();
    assertEquals("MOSSCAB1", text(trailer, 8));
    byte[] cabinet =
        Arrays.copyOfRange(file, file.length - TRAILER - length, file.length - TRAILER);
    assertArrayEquals(MessageDigest.getInstance("SHA-256").digest(cabinet), digest);

    Path cab = Files.write(directory.resolve("image.cab"), cabinet);
    Path unpacked = Files.createDirectory(directory.resolve("unpacked"));
    Tools.Result result = Tools.run("TZ=UTC cabextract -q -d %s %s".formatted(unpacked, cab));
    assertEquals(0, result.status(), result.output());
    assertEquals(digests(image), digests(unpacked));
    // The archive of classes knows how old the jars are.
    assertEquals(
        TIME, Files.getLastModifiedTime(unpacked.resolve("lib/a.jar")).toInstant().toString());
  }

  @Test
  void isAProgramThatNeedsNothingButTheSystem() throws IOException {
    Path file = build(image(), "mossspore.exe");
    Tools.Result dump = Tools.run("x86_64-w64-mingw32-objdump -p " + file);
    assertTrue(dump.output().contains("file format pei-x86-64"), dump.output());
    assertTrue(dump.output().contains("(Windows CUI)"), dump.output());
    List<String> libraries =
        dump.output()
            .lines()
            .filter(line -> line.contains("DLL Name:"))
            .map(line -> line.replaceAll(".*: ", ""))
            .toList();
    assertTrue(!libraries.isEmpty(), dump.output());
    for (String library : libraries) {
      assertTrue(
          library.matches("(?i)(kernel32|msvcrt|bcrypt|cabinet|shell32|ole32|api-ms-win-.*)\\.dll"),
          library);
    }
  }

  @Test
  void twoBuildsGiveTheSameBytes() throws IOException {
    Path image = image();
    byte[] first = Files.readAllBytes(build(image, "first.exe"));
    assertArrayEquals(first, Files.readAllBytes(build(image, "second.exe")));
  }

  /** With a runtime that is none: long and short files, empty ones, and what cannot be packed. */
  private Path image() throws IOException {
    Path image = directory.resolve("image");
    byte[] noise = new byte[100_000];
    new Random(1).nextBytes(noise);
    byte[] pattern = "mossspore ".repeat(20_000).getBytes(StandardCharsets.US_ASCII);
    for (var file :
        Map.of(
                "conf/jvm.options", "-Xmx96m\n".getBytes(StandardCharsets.US_ASCII),
                "lib/a.jar", noise,
                "lib/b.jar", pattern,
                "runtime/lib/modules", noise,
                "runtime/legal/java.base/LICENSE", new byte[0],
                "runtime/bin/server/jvm.dll", pattern)
            .entrySet()) {
      Path path = image.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    return image;
  }

  private Path build(Path image, String name) {
    Path file = directory.resolve(name);
    Tools.Result built =
        Tools.run(
            List.of(
                "env",
                "CC=" + COMPILER,
                System.getProperty("java.home") + "/bin/java",
                "packaging/image/WindowsFile.java",
                image.toString(),
                file.toString(),
                "mossspore",
                "1.2.3-rc.1",
                "dev.mossspore.app.Main",
                TIME,
                "packaging"));
    assertEquals(new Tools.Result(0, ""), built);
    return file;
  }

  private static String text(ByteBuffer from, int length) {
    byte[] bytes = new byte[length];
    from.get(bytes);
    return new String(bytes, StandardCharsets.US_ASCII).replaceAll("\0+$", "");
  }

  private static Map<String, String> digests(Path directory)
      throws IOException, GeneralSecurityException {
    Map<String, String> digests = new TreeMap<>();
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        digests.put(
            directory.relativize(file).toString(),
            Arrays.toString(sha256.digest(Files.readAllBytes(file))));
      }
    }
    return digests;
  }
}
