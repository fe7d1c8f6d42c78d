package dev.mossspore.abuse;

import dev.mossspore.crypto.Credentials;
import dev.mossspore.crypto.Handshake;
import dev.mossspore.crypto.HandshakeException;
import dev.mossspore.crypto.Identity;
import dev.mossspore.crypto.X25519KeyPair;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.SecureRandom;

/** The TCP connection of an attacker who writes his own frames. Blocks. */
final class Stranger implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 1000;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Socket socket = new Socket();

  /** Connects from the loopback address of a number. */
  Stranger(long number, InetSocketAddress victim) throws IOException {
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.bind(Sources.address(number));
    socket.connect(victim, TIMEOUT_MILLIS);
  }

  /** Shakes hands with a new identity. */
  void establish() throws IOException {
    try {
      Credentials credentials = Credentials.of(Identity.generate(RANDOM), "moss/1");
      Handshake handshake = Handshake.initiator(credentials, X25519KeyPair.generate(RANDOM), null);
      write(new byte[] {1});
      frame(handshake.write());
      DataInputStream in = new DataInputStream(socket.getInputStream());
      handshake.read(in.readNBytes(in.readInt()));
      frame(handshake.write());
    } catch (HandshakeException e) {
      throw new IllegalStateException(e);
    }
  }

  void write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  void shutdownOutput() throws IOException {
    socket.shutdownOutput();
  }

  /** Reads to the end, or until nothing comes for a second. */
  void drain() throws IOException {
    socket.getInputStream().transferTo(OutputStream.nullOutputStream());
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void frame(byte[] message) throws IOException {
    write(
        ByteBuffer.allocate(Integer.BYTES + message.length)
            .putInt(message.length)
            .put(message)
            .array());
  }
}
