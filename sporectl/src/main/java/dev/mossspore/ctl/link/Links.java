package dev.mossspore.ctl.link;

import dev.mossspore.ctl.endpoint.Endpoint;
import dev.mossspore.ctl.endpoint.Target;
import dev.mossspore.ctl.fleet.CallFailedException;
import dev.mossspore.ctl.fleet.Deadline;
import io.grpc.netty.NegotiationType;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Opens links to daemons, over one event loop. NIO, since it needs no native library to be unpacked
 * first. Any thread; close when all is done.
 */
public final class Links implements AutoCloseable {
  /** Bytes: above any answer of a daemon, which sends lists piece by piece. */
  private static final int MAX_MESSAGE = 4 << 20;

  /**
   * What goes wrong comes back from the call; the libraries' own words of it would only be in the
   * way.
   */
  private static final List<Logger> SILENCED =
      List.of(Logger.getLogger("io.grpc"), Logger.getLogger("io.netty"));

  static {
    SILENCED.forEach(logger -> logger.setLevel(Level.OFF));
  }

  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("link", true), NioIoHandler.newFactory());
  private final Map<Endpoint, Link> links = new ConcurrentHashMap<>();
  private final SshForwards forwards;

  /**
   * With what ssh links need.
   *
   * @param forwards makes remote sockets local
   */
  public Links(SshForwards forwards) {
    this.forwards = forwards;
  }

  /**
   * The link to a target, a known one again. What can be said without connecting is said here, the
   * rest by the call.
   */
  public Link open(Target target, Deadline deadline)
      throws CallFailedException, InterruptedException {
    Endpoint endpoint = target.endpoint();
    return switch (endpoint) {
      case Endpoint.Unix unix -> {
        UnixSockets.check(unix.socket());
        yield known(endpoint, () -> unix(unix.socket()), null);
      }
      case Endpoint.Ssh ssh -> {
        Path local = forwards.forward(ssh, deadline);
        yield known(endpoint, () -> unix(local), null);
      }
      case Endpoint.Tls tls -> known(endpoint, () -> tls(tls), null);
      case Endpoint.Tcp tcp ->
          known(
              endpoint,
              () -> builder(address(tcp.address()), NioSocketChannel.class).usePlaintext(),
              TokenFile.read(tcp.tokenFile()));
    };
  }

  /**
   * Ends a link; the next to its target is a new one, with address and certificates as they are.
   */
  public void forget(Target target, Link link) {
    links.remove(target.endpoint(), link);
    link.close();
  }

  @Override
  public void close() {
    links.values().forEach(Link::close);
  }

  private Link known(Endpoint endpoint, Way way, @Nullable String token)
      throws CallFailedException {
    Link link = links.get(endpoint);
    if (link == null) {
      Link fresh = new Link(endpoint, way.builder().build(), token);
      link = links.putIfAbsent(endpoint, fresh);
      if (link == null) {
        return fresh;
      }
      fresh.close(); // another thread was faster
    }
    link.connectSoon();
    return link;
  }

  private interface Way {
    NettyChannelBuilder builder() throws CallFailedException;
  }

  private NettyChannelBuilder unix(Path socket) {
    return builder(UnixDomainSocketAddress.of(socket), NioDomainSocketChannel.class)
        .usePlaintext()
        .overrideAuthority("localhost");
  }

  private NettyChannelBuilder tls(Endpoint.Tls tls) throws CallFailedException {
    return builder(address(tls.address()), NioSocketChannel.class)
        .negotiationType(NegotiationType.TLS)
        .overrideAuthority(tls.address().toString())
        .sslContext(TlsContext.of(tls.files()));
  }

  private static SocketAddress address(Endpoint.HostPort address) {
    return new InetSocketAddress(address.host(), address.port());
  }

  private NettyChannelBuilder builder(SocketAddress address, Class<? extends Channel> type) {
    return NettyChannelBuilder.forAddress(address)
        .eventLoopGroup(loops)
        .channelType(type, address.getClass())
        .directExecutor()
        .disableRetry()
        .maxInboundMessageSize(MAX_MESSAGE);
  }
}
