package dev.mossspore.ctl.command;

import dev.mossspore.ctl.fleet.ExitCode;
import dev.mossspore.ctl.identity.IdentityBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The other form of an identity file, in a new file. */
@Command(
    name = "convert",
    description = "Write the other form of an identity file to a new file.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  sporectl identity convert --to go identity.key identity-for-go.key",
      "  sporectl identity convert --to mossspore identity-of-go.key identity.key",
      "",
      "MossSpore writes 97 bytes and reads 97 and 129. The Go daemon knows only 129 and REPLACES",
      "a file of 97 bytes by a new identity: convert before going back to it. Never run two",
      "daemons with one identity."
    })
final class IdentityConvertCommand implements Callable<Integer> {
  /** Whose form. */
  enum Form {
    MOSSSPORE,
    GO;

    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  @Option(
      names = "--to",
      paramLabel = "FORM",
      required = true,
      description = "mossspore for 97 bytes, go for 129.")
  Form form = Form.MOSSSPORE;

  @Parameters(index = "0", paramLabel = "FROM", description = "Identity file; it stays as it is.")
  Path from = Path.of("");

  @Parameters(index = "1", paramLabel = "TO", description = "New file; it must not exist yet.")
  Path to = Path.of("");

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  boolean help;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    IdentityBytes identity = IdentityInput.read(from);
    byte[] bytes = form == Form.GO ? identity.longForm() : identity.shortForm();
    write(bytes);
    Sporectl.console(spec)
        .out()
        .println(
            "%s: %d bytes, fingerprint %s; %s stays as it is"
                .formatted(to, bytes.length, identity.publicKey().substring(0, 16), from));
    return ExitCode.OK.status();
  }

  private void write(byte[] bytes) {
    // Where there are access lists instead, a new file has that of its directory.
    FileAttribute<?>[] mode =
        to.getFileSystem().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (FileChannel out = FileChannel.open(to, options, mode)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        out.write(buffer);
      }
      out.force(true);
    } catch (FileAlreadyExistsException e) {
      throw new UsageException(
          "%s exists: identities are never overwritten, name a new file".formatted(to));
    } catch (IOException e) {
      throw new UsageException("%s cannot be written: %s".formatted(to, e));
    }
  }
}
