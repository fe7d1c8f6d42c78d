package dev.mossspore.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads a small UTF-8 text file; whatever is wrong with it is an answer, never an exception. */
final class ConfigFile {
  /** Largest file accepted. */
  static final int MAX_BYTES = 1 << 20;

  private static final char BYTE_ORDER_MARK = '\ufeff';

  /** The outcome of reading a file. */
  sealed interface Contents {
    /** Its text, without a leading byte order mark. */
    record Text(String text) implements Contents {}

    /** It could not be read. */
    record Unreadable(Spot spot, String wrong, String fix) implements Contents {}
  }

  private ConfigFile() {}

  static Contents read(Path file) {
    if (Files.isDirectory(file)) {
      return unreadable("is a directory", "name a file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return of(in.readNBytes(MAX_BYTES + 1));
    } catch (NoSuchFileException e) {
      return unreadable("no such file", "create it or correct the path");
    } catch (AccessDeniedException e) {
      return unreadable("permission denied", "let the account of the daemon read it");
    } catch (IOException e) {
      String cause = Quoted.plain(String.valueOf(e.getMessage()));
      return unreadable("cannot be read: " + cause, "check the path");
    }
  }

  /** What these bytes are as a file. */
  static Contents of(byte[] bytes) {
    return bytes.length > MAX_BYTES
        ? unreadable("larger than " + MAX_BYTES + " bytes", "check that it is the right file")
        : decode(bytes);
  }

  private static Contents decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
    String text = out.flip().toString();
    if (result.isError()) {
      String wrong = "not UTF-8: byte " + String.format("0x%02x", in.get(in.position()));
      Spot spot = Spot.at(text, text.length());
      return new Contents.Unreadable(spot, wrong, "save the file as UTF-8");
    }
    boolean marked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
    return new Contents.Text(marked ? text.substring(1) : text);
  }

  private static Contents unreadable(String wrong, String fix) {
    return new Contents.Unreadable(Spot.NONE, wrong, fix);
  }
}
