package dev.mossspore.discovery.lan;

import dev.mossspore.base.Log;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The sockets of LAN discovery: one that hears on the well-known port, one that speaks from any.
 * Hearing is for one thread, the rest for another; closing is for any.
 */
final class LanSockets implements AutoCloseable {
  static final int PORT = 44_445;

  private static final Log LOG = Log.of("discovery");
  private static final InetAddress GROUP = InetAddress.ofLiteral("239.255.77.77");
  private static final InetSocketAddress EVERYBODY = new InetSocketAddress(GROUP, PORT);

  private final Object lock = new Object();
  private @Nullable DatagramChannel hearer;
  private @Nullable DatagramChannel speaker;
  private boolean closed;
  private boolean complained;

  /**
   * Binds the well-known port, for this node alone; a socket bound before is given up.
   *
   * @throws ClosedChannelException after the end
   * @throws IOException if it cannot, most often because another node of this host has it
   */
  void listen() throws IOException {
    synchronized (lock) {
      closeQuietly(hearer);
      hearer = null;
    }
    DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
    try {
      channel.bind(new InetSocketAddress(PORT));
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    synchronized (lock) {
      if (closed) {
        channel.close();
        throw new ClosedChannelException();
      }
      hearer = channel;
    }
  }

  /** Waits for a datagram. */
  InetSocketAddress receive(ByteBuffer into) throws IOException {
    DatagramChannel channel = hearer();
    if (channel == null) {
      throw new ClosedChannelException();
    }
    return (InetSocketAddress) channel.receive(into);
  }

  /** Hears what is said to everybody on these networks, too. */
  void join(Collection<Segment> segments) {
    DatagramChannel channel = hearer();
    if (channel == null) {
      return;
    }
    for (Segment segment : segments) {
      try {
        channel.join(GROUP, segment.at()); // which changes nothing where it has joined before
      } catch (IOException e) {
        LOG.debug("not joined", "interface", segment.at().getName(), "error", e.getMessage());
      }
    }
  }

  /**
   * Says it to everybody: on each network to the group, and to its broadcast addresses, since not
   * every switch passes multicast on. Where this host is on no network, to wherever the system
   * sends it.
   *
   * @return datagrams sent
   */
  int shout(ByteBuffer beacon, Collection<Segment> segments) {
    int sent = 0;
    try {
      DatagramChannel channel = speaker();
      if (segments.isEmpty()) {
        sent += send(channel, beacon, EVERYBODY);
      }
      for (Segment segment : segments) {
        channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, segment.at());
        sent += send(channel, beacon, EVERYBODY);
      }
      for (InetAddress broadcast : broadcasts(segments)) {
        sent += send(channel, beacon, new InetSocketAddress(broadcast, PORT));
      }
      complained = false;
    } catch (IOException e) {
      complain(e);
    }
    return sent;
  }

  /**
   * Says it to one neighbour, from the well-known port where we have it.
   *
   * @return datagrams sent
   */
  int answer(ByteBuffer beacon, InetAddress neighbour) {
    try {
      DatagramChannel channel = hearer();
      return send(
          channel == null ? speaker() : channel, beacon, new InetSocketAddress(neighbour, PORT));
    } catch (IOException e) {
      LOG.debug("neighbour not answered", "error", e.getMessage());
      return 0;
    }
  }

  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      closeQuietly(hearer);
      closeQuietly(speaker);
    }
  }

  private static int send(DatagramChannel channel, ByteBuffer beacon, InetSocketAddress to)
      throws IOException {
    return channel.send(beacon.duplicate(), to) > 0 ? 1 : 0;
  }

  private static Set<InetAddress> broadcasts(Collection<Segment> segments) {
    return segments.stream()
        .flatMap(segment -> segment.broadcasts().stream())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private @Nullable DatagramChannel hearer() {
    synchronized (lock) {
      return hearer;
    }
  }

  private DatagramChannel speaker() throws IOException {
    synchronized (lock) {
      if (closed) {
        throw new ClosedChannelException();
      }
      DatagramChannel channel = speaker;
      if (channel == null) {
        channel = DatagramChannel.open(StandardProtocolFamily.INET);
        channel.setOption(StandardSocketOptions.SO_BROADCAST, true);
        channel.setOption(StandardSocketOptions.IP_MULTICAST_TTL, 1);
        channel.setOption(StandardSocketOptions.IP_MULTICAST_LOOP, true);
        channel.configureBlocking(false);
        speaker = channel;
      }
      return channel;
    }
  }

  /** Once, until it works again: a host may be without a network for long. */
  private void complain(IOException e) {
    if (!complained && !(e instanceof ClosedChannelException)) {
      LOG.info("LAN discovery cannot send", "error", e.getMessage());
      complained = true;
    }
  }

  private static void closeQuietly(@Nullable DatagramChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      LOG.debug("socket not closed", "error", e.getMessage());
    }
  }
}
