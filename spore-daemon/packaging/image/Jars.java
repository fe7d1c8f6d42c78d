import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** What an image does to the jars it takes in. */
final class Jars {
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);
  private static final String MANIFEST = "META-INF/MANIFEST.MF";
  private static final String SIGNATURE = "META-INF/[^/]*\\.(SF|RSA|DSA|EC)";

  /** The JDK that ran Maven beside the one that built. */
  private static final String BUILD_TOOL = "(?m)^Build-Tool-Jdk-Spec: .*\n";

  private static final String LIBRARY = "META-INF/native/.*\\.(so|jnilib)";

  private Jars() {}

  /**
   * Copies a jar stored, unsigned and without times: classes of a signed jar cannot be archived,
   * and what is packed already packs badly once more. Nor does it say what Maven ran on.
   */
  static void repack(Path from, Path to) throws IOException {
    try (ZipFile in = new ZipFile(from.toFile());
        ZipOutputStream out =
            new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(to)))) {
      for (ZipEntry entry : in.stream().filter(e -> !e.getName().matches(SIGNATURE)).toList()) {
        byte[] bytes = in.getInputStream(entry).readAllBytes();
        if (entry.getName().equals(MANIFEST)) {
          bytes = mainSection(bytes);
        }
        CRC32 crc = new CRC32();
        crc.update(bytes);
        ZipEntry stored = new ZipEntry(entry.getName());
        stored.setMethod(ZipEntry.STORED);
        stored.setSize(bytes.length);
        stored.setCrc(crc.getValue());
        stored.setTimeLocal(NO_TIME);
        out.putNextEntry(stored);
        out.write(bytes);
      }
    }
  }

  /** Lays the native libraries of a jar into a directory. */
  static void unpackLibraries(Path jar, Path directory) throws IOException {
    try (ZipFile in = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : in.stream().filter(e -> e.getName().matches(LIBRARY)).toList()) {
        Path name = Path.of(entry.getName()).getFileName();
        Files.copy(in.getInputStream(entry), directory.resolve(name));
      }
    }
  }

  /** The sections behind it are digests for the signature. */
  private static byte[] mainSection(byte[] manifest) {
    String text = new String(manifest, StandardCharsets.UTF_8).replace("\r\n", "\n");
    int end = text.indexOf("\n\n");
    String section = end < 0 ? text : text.substring(0, end + 2);
    return section.replaceFirst(BUILD_TOOL, "").getBytes(StandardCharsets.UTF_8);
  }
}
