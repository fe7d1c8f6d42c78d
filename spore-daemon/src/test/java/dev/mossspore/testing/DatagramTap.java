package dev.mossspore.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Passes datagrams on between one client and a server, and notes how long the server's are. */
public final class DatagramTap implements AutoCloseable {
  private static final int MAX_DATAGRAM = 65_535;

  private final InetSocketAddress server;
  private final DatagramSocket socket;
  private final List<Integer> lengths = new CopyOnWriteArrayList<>();
  private final Thread thread = Thread.ofVirtual().unstarted(this::pass);
  private @Nullable SocketAddress client;

  private DatagramTap(InetSocketAddress server) throws IOException {
    this.server = server;
    this.socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
  }

  public static DatagramTap before(InetSocketAddress server) throws IOException {
    DatagramTap tap = new DatagramTap(server);
    tap.thread.start();
    return tap;
  }

  /** Where the client sends to. */
  public InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
  }

  /** Lengths of the server's datagrams so far. */
  public List<Integer> lengths() {
    return lengths;
  }

  @Override
  public void close() {
    socket.close();
  }

  private void pass() {
    DatagramPacket packet = new DatagramPacket(new byte[MAX_DATAGRAM], MAX_DATAGRAM);
    try {
      while (!socket.isClosed()) {
        packet.setLength(MAX_DATAGRAM);
        socket.receive(packet);
        if (packet.getSocketAddress().equals(server)) {
          lengths.add(packet.getLength());
          packet.setSocketAddress(client);
        } else {
          client = packet.getSocketAddress();
          packet.setSocketAddress(server);
        }
        socket.send(packet);
      }
    } catch (IOException e) {
      if (!socket.isClosed()) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
