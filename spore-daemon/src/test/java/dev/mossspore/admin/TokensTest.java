package dev.mossspore.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.mossspore.admin.v1.Role;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class TokensTest {
  private static final String ONE = "1".repeat(32);
  private static final String TWO = "2".repeat(64);

  @TempDir private Path directory;

  @Test
  void tellsTokensApartAndWhatTheyMayDo() throws IOException {
    Tokens tokens = Tokens.load(file("# of ours\n\nview %s\n  admin\t%s \n".formatted(ONE, TWO)));
    assertEquals(new Caller("tcp:token in line 3", Role.ROLE_VIEW), tokens.caller(ONE));
    assertEquals(Role.ROLE_ADMIN, tokens.caller(TWO).role());
    assertEquals("token_unknown", refusal(tokens, ONE + "1"));
    assertEquals("token_unknown", refusal(tokens, ""));
  }

  @Test
  void refusesAFileThatIsNotAsItShouldBe() throws IOException {
    assertRefused("expected 1 to 64 tokens, got 0", file("# nothing\n"));
    assertRefused("line 1: expected view, operate or admin", file("root " + ONE));
    assertRefused("line 2: expected view, operate or admin", file("view " + ONE + "\nview short"));
    assertRefused("got 65", file(("view " + ONE + "\n").repeat(65)));
    assertRefused("is larger than", file("#".repeat(70_000)));
    assertRefused("no such file", directory.resolve("missing"));
    Path open = file("view " + ONE);
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r-----"));
    assertRefused("may be read by others", open);
  }

  @Test
  void letsNobodyInWhileTheFileIsWrongAndReadsItAgain() throws IOException {
    Path file = file("view " + ONE);
    Tokens tokens = Tokens.load(file);
    Files.writeString(file, "view short");
    assertEquals("token_file_unusable", refusal(tokens, ONE));
    Files.writeString(file, "operate " + ONE + "\n");
    assertEquals(Role.ROLE_OPERATE, tokens.caller(ONE).role());
    Files.delete(file);
    assertEquals("token_file_unusable", refusal(tokens, ONE));
  }

  @Test
  void letsNobodyInOnceOthersMayReadTheFile() throws IOException {
    Path file = file("view " + ONE);
    Tokens tokens = Tokens.load(file);
    assertEquals(Role.ROLE_VIEW, tokens.caller(ONE).role());
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertEquals("token_file_unusable", refusal(tokens, ONE));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertEquals(Role.ROLE_VIEW, tokens.caller(ONE).role());
  }

  private static void assertRefused(String why, Path file) {
    String message =
        String.valueOf(assertThrows(IOException.class, () -> Tokens.load(file)).getMessage());
    assertEquals(true, message.contains(why), message);
  }

  private static String refusal(Tokens tokens, String token) {
    StatusRuntimeException failure =
        assertThrows(StatusRuntimeException.class, () -> tokens.caller(token));
    return String.valueOf(
        java.util.Objects.requireNonNull(failure.getTrailers()).get(Failure.CODE));
  }

  private Path file(String text) throws IOException {
    Path file = Files.createTempFile(directory, "tokens", "");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(file, text);
    return file;
  }
}
