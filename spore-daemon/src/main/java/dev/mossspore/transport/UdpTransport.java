package dev.mossspore.transport;

import dev.mossspore.base.HostPort;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollChannelOption;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one UDP socket of a node, which listens, dials and observes (chapter 02 section 5). Any
 * thread; blocks only to bind.
 */
public final class UdpTransport implements AutoCloseable {
  private static final int RECEIVE_BUFFER = 4 << 20;
  private static final int MAX_DATAGRAM = 65_535;
  private static final int BATCH = 8;

  private final EventLoops loops;
  private final UdpHandler handler;

  UdpTransport(
      EventLoops loops,
      HandshakeContext handshakes,
      SecureRandom random,
      BooleanSupplier padData,
      LinkListener listener) {
    this.loops = loops;
    this.handler = new UdpHandler(handshakes, random, padData, listener);
  }

  /**
   * Binds the socket.
   *
   * @return the port, chosen by the system if 0 was asked for
   * @throws IOException if the address cannot be bound
   */
  int bind(InetSocketAddress address) throws IOException {
    ReceiveBuffer buffer = new ReceiveBuffer(MAX_DATAGRAM * BATCH);
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loops.group())
            .channelFactory(loops.datagramChannel())
            .option(ChannelOption.SO_RCVBUF, RECEIVE_BUFFER)
            // Room for whole datagrams, several to a system call where the platform can.
            .option(ChannelOption.RECVBUF_ALLOCATOR, buffer)
            .handler(handler);
    if (loops.epoll()) {
      bootstrap.option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, MAX_DATAGRAM);
    }
    var bound = bootstrap.bind(address).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(String.valueOf(bound.cause().getMessage()), bound.cause());
    }
    bound.channel().closeFuture().addListener(closed -> buffer.release());
    return ((InetSocketAddress) bound.channel().localAddress()).getPort();
  }

  /**
   * Dials with IK if the target's static key is known, else with XX.
   *
   * @param target resolved, IPv4
   * @param remoteStatic 32 bytes, or null
   * @return the link, once the remote has been heard on it; it is also reported to the listener.
   *     Fails with a {@link DialException}
   */
  public CompletableFuture<Link> dial(InetSocketAddress target, byte @Nullable [] remoteStatic) {
    CompletableFuture<Link> result = new CompletableFuture<>();
    return onLoop(result, endpoint -> endpoint.dial(target, remoteStatic, result));
  }

  /**
   * Asks the remote of an established session from where it sees this node.
   *
   * @return its answer within 750 ms; else fails with a {@link DialException}
   */
  public CompletableFuture<HostPort> observe(InetSocketAddress remote) {
    CompletableFuture<HostPort> result = new CompletableFuture<>();
    return onLoop(result, endpoint -> endpoint.observe(remote, result));
  }

  /** What datagrams led to nothing, by reason. */
  public dev.mossspore.base.EnumCounters<DatagramDrop> drops() {
    return handler.drops();
  }

  /** Whether the socket is open. Any thread. */
  public boolean listening() {
    return handler.listening();
  }

  /** Bulk that waits to be sent, in bytes. Any thread. */
  long waitingForwards() {
    return handler.waitingForwards();
  }

  /** Lets an action look at the UDP machine, on its loop. */
  void inspect(Consumer<UdpEndpoint> action) {
    handler.run(action);
  }

  /** Ends all sessions and closes the socket. */
  @Override
  public void close() {
    handler.close();
  }

  private <T> CompletableFuture<T> onLoop(
      CompletableFuture<T> result, Consumer<UdpEndpoint> action) {
    if (!handler.run(action)) {
      result.completeExceptionally(
          new DialException(DialException.Reason.CONNECT, "the UDP socket is not open"));
    }
    return result;
  }
}
