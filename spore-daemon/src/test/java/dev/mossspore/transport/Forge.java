package dev.mossspore.transport;

import dev.mossspore.crypto.HandshakeMode;
import dev.mossspore.crypto.RandomPool;
import dev.mossspore.crypto.X25519KeyPair;
import java.nio.ByteBuffer;
import java.security.SecureRandom;

/** Datagrams that any stranger can make. Not thread-safe. */
public final class Forge {
  private final RandomPool random = new RandomPool(new SecureRandom());
  private final ObfuscationCodec codec =
      new ObfuscationCodec(ObfuscationCodec.key("moss/1"), random);

  /** A sealed first message of XX, followed by so many bytes of clear payload. */
  public byte[] firstMessage(int extra) {
    byte[] key = new byte[X25519KeyPair.LENGTH + extra];
    random.nextBytes(key);
    byte[] payload =
        ByteBuffer.allocate(1 + key.length).put((byte) HandshakeMode.XX.number()).put(key).array();
    return codec.seal(DatagramKind.INIT, payload, codec.randomPadding());
  }

  /** A sealed session packet that no session can open. */
  public byte[] data(int length) {
    return codec.seal(DatagramKind.DATA, new byte[length], 0);
  }
}
