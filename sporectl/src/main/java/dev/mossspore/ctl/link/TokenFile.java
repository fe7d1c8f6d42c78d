package dev.mossspore.ctl.link;

import dev.mossspore.ctl.fleet.CallFailedException;
import dev.mossspore.ctl.fleet.ClientCode;
import dev.mossspore.ctl.fleet.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The token for loopback TCP: the last word of the first line that is neither empty nor a comment,
 * so that the daemon's own file, {@code <role> <token>}, serves as well as a bare token.
 */
final class TokenFile {
  private TokenFile() {}

  static String read(Path file) throws CallFailedException {
    try {
      for (String line : Files.readAllLines(file)) {
        String text = line.strip();
        if (!text.isEmpty() && !text.startsWith("#")) {
          return text.substring(text.lastIndexOf(' ') + 1);
        }
      }
    } catch (IOException e) {
      throw problem("token file %s cannot be read: %s".formatted(file, e));
    }
    throw problem("token file %s holds no token".formatted(file));
  }

  private static CallFailedException problem(String message) {
    return new CallFailedException(
        Outcome.REFUSED, ClientCode.TOKEN_FILE, message, "name the file with --token-file");
  }
}
