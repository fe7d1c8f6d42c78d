package dev.mossspore.crypto;

import dev.mossspore.base.PeerId;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an identity file (07 section 6.1): 97 bytes as ours writes it, or 129 with the
 * public half of the Noise key behind it, as the deployed peer does. Pure.
 */
public final class IdentityCodec {
  /** Size of the short form in bytes. */
  public static final int SHORT_LENGTH = 97;

  /** Size of the long form in bytes. */
  public static final int LONG_LENGTH = 129;

  private static final byte VERSION = 1;

  private IdentityCodec() {}

  /** What decoding came to. */
  public sealed interface Decoded {}

  /** An identity whose public halves belong to its private ones. */
  public record Valid(Identity identity) implements Decoded {}

  /** Not an identity. */
  public record Invalid(String problem) implements Decoded {}

  /** Decodes either form and checks that the public halves belong to the private ones. */
  public static Decoded decode(byte[] file) {
    String problem = shapeProblem(file);
    if (problem != null) {
      return new Invalid(problem);
    }
    ByteBuffer in = ByteBuffer.wrap(file, 1, file.length - 1);
    byte[] seed = take(in);
    byte[] identityPublic = take(in);
    X25519KeyPair noise = X25519KeyPair.ofPrivate(take(in));
    Identity identity = Identity.of(seed, noise);
    if (!identity.peerId().equals(PeerId.of(identityPublic))) {
      return new Invalid(
          "the Ed25519 public key (bytes 33 to 64) does not belong to the private key");
    }
    if (in.hasRemaining() && !Arrays.equals(noise.publicKey(), take(in))) {
      return new Invalid(
          "the X25519 public key (bytes 97 to 128) does not belong to the private key");
    }
    return new Valid(identity);
  }

  /** The 97-byte form. */
  public static byte[] encode(Identity identity) {
    return put(ByteBuffer.allocate(SHORT_LENGTH), identity).array();
  }

  /** The 129-byte form, for handing an identity over to the deployed peer. */
  public static byte[] encodeLong(Identity identity) {
    return put(ByteBuffer.allocate(LONG_LENGTH), identity)
        .put(identity.noise().publicKey())
        .array();
  }

  private static @Nullable String shapeProblem(byte[] file) {
    if (file.length != SHORT_LENGTH && file.length != LONG_LENGTH) {
      return "it has %d bytes, an identity has %d or %d"
          .formatted(file.length, SHORT_LENGTH, LONG_LENGTH);
    }
    if (file[0] != VERSION) {
      return "it has version %d, known is version 1".formatted(Byte.toUnsignedInt(file[0]));
    }
    return null;
  }

  private static ByteBuffer put(ByteBuffer out, Identity identity) {
    return out.put(VERSION)
        .put(identity.seed())
        .put(identity.peerId().toBytes())
        .put(identity.noise().privateKey());
  }

  private static byte[] take(ByteBuffer in) {
    byte[] part = new byte[X25519KeyPair.LENGTH];
    in.get(part);
    return part;
  }
}
