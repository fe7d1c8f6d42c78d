package dev.mossspore.abuse;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** A hostile TCP connection of one source address, made again as often as it is wanted. */
final class Intruder implements AutoCloseable {
  private static final int CONNECT_MILLIS = 1000;

  private final InetSocketAddress source;
  private final ByteBuffer ignored = ByteBuffer.allocate(1024);
  private @Nullable SocketChannel channel;

  Intruder(InetSocketAddress source) {
    this.source = source;
  }

  /** Whether there is no connection, or it has been closed by the victim. */
  boolean closed() {
    SocketChannel current = channel;
    if (current == null) {
      return true;
    }
    try {
      return current.read(ignored.clear()) < 0;
    } catch (IOException e) {
      return true;
    }
  }

  void connect(InetSocketAddress victim) throws IOException {
    close();
    SocketChannel fresh = SocketChannel.open().bind(source);
    channel = fresh;
    fresh.socket().connect(victim, CONNECT_MILLIS);
    fresh.configureBlocking(false);
  }

  /** Sends what the socket takes; that the victim has closed shows at the next look. */
  void send(byte[] bytes) {
    SocketChannel current = channel;
    if (current != null) {
      try {
        current.write(ByteBuffer.wrap(bytes));
      } catch (IOException e) {
        // closed() will tell
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
      channel = null;
    }
  }
}
