package dev.mossspore.admin;

import dev.mossspore.admin.v1.Role;
import dev.mossspore.base.FileMode;
import dev.mossspore.base.FileProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a file: {@code <view|operate|admin> <token>} a line, empty lines and those that
 * begin with {@code #} aside. Read again whenever the file has changed; a file that is wrong lets
 * nobody in. Any thread; blocks on the file.
 */
final class Tokens {
  private static final int MIN_LENGTH = 32;
  private static final int MAX_LENGTH = 256;
  private static final int MAX_TOKENS = 64;
  private static final int MAX_FILE = 64 << 10;
  private static final Set<PosixFilePermission> OWNER =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private final Path file;
  private @Nullable Version read;
  private Contents contents = new Contents(List.of(), "");

  /** What tells one version of the file from another. */
  private record Version(
      FileTime modified, long size, @Nullable Object key, Set<PosixFilePermission> permissions) {}

  /**
   * One token.
   *
   * @param digest of its bytes: of one length whatever the token's
   */
  record Token(int line, Role role, byte[] digest) {}

  /**
   * What is in the file.
   *
   * @param problem why it cannot be used; empty if it can
   */
  private record Contents(List<Token> tokens, String problem) {}

  private Tokens(Path file) {
    this.file = file;
  }

  /**
   * Reads the file for the first time.
   *
   * @throws IOException with a sentence for the operator
   */
  static Tokens load(Path file) throws IOException {
    Tokens tokens = new Tokens(file);
    String problem = tokens.current().problem();
    if (!problem.isEmpty()) {
      throw new IOException("admin.tcp.token_file " + problem);
    }
    return tokens;
  }

  /** The token of these characters; looking takes as long whichever it is. */
  Caller caller(String presented) {
    Contents now = current();
    if (!now.problem().isEmpty()) {
      throw Failure.TOKEN_FILE_UNUSABLE.because("no token is accepted at present");
    }
    byte[] digest = digest(presented);
    Token found = null;
    for (Token token : now.tokens()) {
      found = MessageDigest.isEqual(token.digest(), digest) ? token : found;
    }
    if (found == null) {
      throw Failure.TOKEN_UNKNOWN.because("the token is not one of this spore's");
    }
    return new Caller("tcp:token in line " + found.line(), found.role());
  }

  private synchronized Contents current() {
    Version version = version();
    if (version == null || !version.equals(read)) {
      contents = read();
      read = version;
    }
    return contents;
  }

  private @Nullable Version version() {
    try {
      var attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new Version(
          attributes.lastModifiedTime(),
          attributes.size(),
          attributes.fileKey(),
          FileMode.read(file));
    } catch (IOException e) {
      return null;
    }
  }

  private Contents read() {
    try (InputStream in = Files.newInputStream(file)) {
      if (!OWNER.containsAll(FileMode.read(file))) {
        return wrong("may be read by others: " + FileMode.fix(file, "600"));
      }
      byte[] bytes = in.readNBytes(MAX_FILE + 1);
      return bytes.length > MAX_FILE
          ? wrong("is larger than %d bytes".formatted(MAX_FILE))
          : parse(new String(bytes, StandardCharsets.UTF_8).lines().toList());
    } catch (IOException e) {
      return wrong(FileProblem.of(e));
    }
  }

  private Contents parse(List<String> lines) {
    List<Token> tokens = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      String[] words = line.split("\\s+", -1);
      Role role = words.length == 2 ? role(words[0]) : null;
      if (role == null || words[1].length() < MIN_LENGTH || words[1].length() > MAX_LENGTH) {
        return wrong(
            "line %d: expected view, operate or admin and a token of %d to %d characters"
                .formatted(i + 1, MIN_LENGTH, MAX_LENGTH));
      }
      tokens.add(new Token(i + 1, role, digest(words[1])));
    }
    if (tokens.isEmpty() || tokens.size() > MAX_TOKENS) {
      return wrong("expected 1 to %d tokens, got %d".formatted(MAX_TOKENS, tokens.size()));
    }
    return new Contents(List.copyOf(tokens), "");
  }

  private Contents wrong(String what) {
    return new Contents(List.of(), file + ": " + what);
  }

  private static @Nullable Role role(String word) {
    return switch (word) {
      case "view" -> Role.ROLE_VIEW;
      case "operate" -> Role.ROLE_OPERATE;
      case "admin" -> Role.ROLE_ADMIN;
      default -> null;
    };
  }

  private static byte[] digest(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every runtime has SHA-256", e);
    }
  }
}
