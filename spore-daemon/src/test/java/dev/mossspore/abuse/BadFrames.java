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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * 40 TCP connections a second whose frames are cut off, too long or no frames at all, half of them
 * before the handshake, half inside an established session.
 */
final class BadFrames implements Attack {
  private static final int PER_SECOND = 40;
  private static final int TIMEOUT_MILLIS = 1000;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** What follows the connection, with its mode byte, or the established session. */
  private static final List<byte[]> BEFORE =
      List.of(
          new byte[0],
          new byte[] {3, 0, 0, 0, 32},
          frame(1, 0xffff_ffff, 0),
          frame(2, 0x8000_0000, 5),
          frame(1, 65_537, 100),
          frame(2, 65_536, 1000),
          frame(1, 0, 0),
          frame(1, 32, 10));

  private static final List<byte[]> INSIDE =
      List.of(
          frame(0xffff_ffff, 0),
          frame(0x7fff_ffff, 100),
          frame((1 << 20) + 1, 1000),
          frame(1 << 20, 1000),
          frame(0, 0),
          frame(15, 15),
          frame(16, 16),
          frame(500, 20));

  @Override
  public long run(InetSocketAddress victim, Duration length) {
    long connections = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Pace pace = new Pace(PER_SECOND, length); pace.next(); connections++) {
        long number = connections;
        threads.execute(() -> attack(victim, number));
      }
    }
    return connections;
  }

  @Override
  public long refused(Map<String, Long> counted) {
    return Attack.sum(
        counted,
        "UNKNOWN_MODE",
        "FRAME_TOO_LARGE",
        "HUNG_UP",
        "WORKERS_BUSY",
        "MESSAGE_TOO_SHORT",
        "FRAME_INVALID",
        "REMOTE_CLOSED");
  }

  private static void attack(InetSocketAddress victim, long number) {
    int kind = (int) (number / 2 % BEFORE.size());
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.bind(Sources.address(number));
      socket.connect(victim, TIMEOUT_MILLIS);
      if (number % 2 == 0) {
        socket.getOutputStream().write(BEFORE.get(kind));
        socket.shutdownOutput();
      } else {
        establish(socket);
        socket.getOutputStream().write(INSIDE.get(kind));
      }
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // Closed while we were still talking; the victim's counters say why.
    } catch (HandshakeException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void establish(Socket socket) throws IOException, HandshakeException {
    Credentials credentials = Credentials.of(Identity.generate(RANDOM), "moss/1");
    Handshake handshake = Handshake.initiator(credentials, X25519KeyPair.generate(RANDOM), null);
    byte[] first = handshake.write();
    OutputStream out = socket.getOutputStream();
    DataInputStream in = new DataInputStream(socket.getInputStream());
    out.write(
        ByteBuffer.allocate(5 + first.length)
            .put((byte) 1)
            .putInt(first.length)
            .put(first)
            .array());
    handshake.read(in.readNBytes(in.readInt()));
    byte[] last = handshake.write();
    out.write(ByteBuffer.allocate(4 + last.length).putInt(last.length).put(last).array());
  }

  private static byte[] frame(int mode, int length, int body) {
    return ByteBuffer.allocate(5 + body).put((byte) mode).putInt(length).array();
  }

  private static byte[] frame(int length, int body) {
    return ByteBuffer.allocate(4 + body).putInt(length).array();
  }
}
