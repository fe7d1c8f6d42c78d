package dev.mossspore.crypto;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Noise's symmetric state with ChaChaPoly and BLAKE2s (chapter 01 section 3). Not thread-safe. */
final class SymmetricState {
  private byte[] chainingKey;
  private byte[] hash;
  private byte @Nullable [] key;
  private long nonce;

  /**
   * The protocol names are longer than the hash, so the state starts at their hash, not at the
   * padded name.
   */
  SymmetricState(String protocolName) {
    this.hash = Blake2s.hash(protocolName.getBytes(StandardCharsets.US_ASCII));
    this.chainingKey = hash;
  }

  SymmetricState(SymmetricState other) {
    this.chainingKey = other.chainingKey;
    this.hash = other.hash;
    this.key = other.key;
    this.nonce = other.nonce;
  }

  void mixHash(byte[] data) {
    hash = Blake2s.hash(hash, data);
  }

  void mixKey(byte[] input) {
    byte[][] outputs = Blake2s.expand(chainingKey, input, 2);
    chainingKey = outputs[0];
    key = outputs[1];
    nonce = 0;
  }

  void mixKeyAndHash(byte[] input) {
    byte[][] outputs = Blake2s.expand(chainingKey, input, 3);
    chainingKey = outputs[0];
    mixHash(outputs[1]);
    key = outputs[2];
    nonce = 0;
  }

  boolean hasKey() {
    return key != null;
  }

  byte[] encryptAndHash(byte[] plaintext) {
    byte[] output = plaintext;
    if (key != null) {
      output = new byte[plaintext.length + AeadCipher.TAG_LENGTH];
      new AeadCipher(key)
          .seal(AeadCipher.nonce(nonce++), hash, plaintext, 0, plaintext.length, output, 0);
    }
    mixHash(output);
    return output;
  }

  byte[] decryptAndHash(byte[] input) throws HandshakeException {
    byte[] plaintext = input;
    if (key != null) {
      if (input.length < AeadCipher.TAG_LENGTH) {
        throw new HandshakeException(HandshakeFailure.MESSAGE_TOO_SHORT);
      }
      plaintext = new byte[input.length - AeadCipher.TAG_LENGTH];
      int opened =
          new AeadCipher(key)
              .open(AeadCipher.nonce(nonce++), hash, input, 0, input.length, plaintext, 0);
      if (opened == AeadCipher.NOT_AUTHENTIC) {
        throw new HandshakeException(HandshakeFailure.NOT_AUTHENTIC);
      }
    }
    mixHash(input);
    return plaintext;
  }

  /** The two packet keys: first initiator to responder, then responder to initiator. */
  byte[][] split() {
    return Blake2s.expand(chainingKey, new byte[0], 2);
  }

  byte[] hash() {
    return hash;
  }

  byte[] chainingKey() {
    return chainingKey;
  }

  byte @Nullable [] key() {
    return key;
  }
}
