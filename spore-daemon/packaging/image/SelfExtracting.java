import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/** Puts a directory behind the script that unpacks it. */
final class SelfExtracting {
  private final Path directory;
  private final List<Path> content;

  /**
   * @param content all below the directory, in the order it is to be packed
   */
  SelfExtracting(Path directory, List<Path> content) {
    this.directory = directory;
    this.content = content;
  }

  /** Size and name of each file, as {@code find} names it, sorted as {@code LC_ALL=C sort} does. */
  String sizes() throws IOException {
    TreeSet<String> lines = new TreeSet<>();
    for (Path file : content.stream().filter(Files::isRegularFile).toList()) {
      lines.add(Files.size(file) + " ./" + directory.relativize(file));
    }
    return String.join("\n", lines) + "\n";
  }

  /** Lines as sha256sum writes and checks them. */
  String digests() throws IOException, GeneralSecurityException {
    StringBuilder sums = new StringBuilder();
    for (Path file : content.stream().filter(Files::isRegularFile).toList()) {
      sums.append(sha256(Files.readAllBytes(file)));
      sums.append("  ").append(directory.relativize(file)).append('\n');
    }
    return sums.toString();
  }

  /** Writes the file; the script's {@code @WORDS@} are replaced. */
  void write(Path file, String script, String name, String version, FileTime time)
      throws IOException, GeneralSecurityException {
    byte[] packed = pack(time);
    String head =
        script
            .replace("@NAME@", name)
            .replace("@VERSION@", version)
            .replace("@SHA256@", sha256(packed))
            .replace("@LINES@", Long.toString(script.lines().count() + 1));
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(head.getBytes(StandardCharsets.UTF_8));
      out.write(packed);
    }
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private byte[] pack(FileTime time) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    GzipParameters parameters = new GzipParameters();
    parameters.setCompressionLevel(9);
    try (OutputStream gzip = new GzipCompressorOutputStream(packed, parameters);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(gzip)) {
      for (Path path : content) {
        TarArchiveEntry entry =
            new TarArchiveEntry(path.toFile(), directory.relativize(path).toString());
        entry.setIds(0, 0);
        entry.setNames("", "");
        entry.setMode(Files.isExecutable(path) ? 0755 : 0644);
        entry.setModTime(time);
        tar.putArchiveEntry(entry);
        if (Files.isRegularFile(path)) {
          Files.copy(path, tar);
        }
        tar.closeArchiveEntry();
      }
    }
    return packed.toByteArray();
  }

  private static String sha256(byte[] bytes) throws GeneralSecurityException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
