package dev.mossspore.ctl.link;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** A short name for something long, since the path of a socket may have about a hundred bytes. */
final class Fingerprint {
  private static final int BYTES = 8;

  private Fingerprint() {}

  static String of(Object... parts) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(Arrays.toString(parts).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
