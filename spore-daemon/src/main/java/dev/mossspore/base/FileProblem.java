package dev.mossspore.base;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;

/** What went wrong with a file, in an operator's words: the JDK's own message is often a path. */
public final class FileProblem {
  private FileProblem() {}

  /** The reason alone, such as {@code permission denied}, without the file's name. */
  public static String of(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "no such file or directory";
      case AccessDeniedException _ -> "permission denied";
      case FileAlreadyExistsException _ -> "exists and is no directory";
      case FileSystemException failure when failure.getReason() != null ->
          decapitalized(failure.getReason());
      default -> decapitalized(String.valueOf(e.getMessage()));
    };
  }

  private static String decapitalized(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
  }
}
