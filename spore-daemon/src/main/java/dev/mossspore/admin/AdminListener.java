package dev.mossspore.admin;

import dev.mossspore.base.HostPort;
import dev.mossspore.config.SporeConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A bound socket to serve the admin API on.
 *
 * @param name for the log
 * @param local whether it is one of the file system
 * @param callers tells who calls
 * @param certificates none for plain connections
 */
public record AdminListener(
    String name,
    ServerSocketChannel channel,
    boolean local,
    Caller.Recognition callers,
    @Nullable Certificates certificates)
    implements AutoCloseable {

  /** Whoever may open the socket may administer. */
  public static AdminListener of(UnixSocket socket) {
    return new AdminListener(
        "unix:" + socket.path(),
        socket.channel(),
        true,
        new UnixCallers(UnixCallers.systemTells()),
        null);
  }

  /**
   * TCP of this host alone, by token.
   *
   * @throws IOException with a sentence for the operator
   */
  public static AdminListener bind(SporeConfig.AdminTcp config) throws IOException {
    Tokens tokens = Tokens.load(config.tokens());
    ServerSocketChannel channel = bind("admin.tcp.listen", config.listen());
    return new AdminListener(
        "tcp://" + address(config.listen(), channel),
        channel,
        false,
        new TokenCallers(tokens),
        null);
  }

  /**
   * Mutual TLS.
   *
   * @throws IOException with a sentence for the operator
   */
  public static AdminListener bind(SporeConfig.AdminTls config) throws IOException {
    Certificates certificates = Certificates.load(config);
    ServerSocketChannel channel = bind("admin.tls.listen", config.listen());
    return new AdminListener(
        "tls://" + address(config.listen(), channel),
        channel,
        false,
        new CertificateCallers(config.operators(), config.admins()),
        certificates);
  }

  /** Gives the socket up, if nobody serves it. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // Nothing is left to be done for it.
    }
  }

  private static ServerSocketChannel bind(String key, HostPort listen) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open();
    try {
      return channel.bind(
          listen.host().isEmpty()
              ? new InetSocketAddress(listen.port())
              : new InetSocketAddress(InetAddress.getByName(listen.host()), listen.port()));
    } catch (IOException e) {
      channel.close();
      String cause =
          e instanceof UnknownHostException ? "unknown host" : String.valueOf(e.getMessage());
      String text = cause.substring(0, 1).toLowerCase(Locale.ROOT) + cause.substring(1);
      throw new IOException("%s %s: %s".formatted(key, listen, text), e);
    }
  }

  private static HostPort address(HostPort listen, ServerSocketChannel channel) throws IOException {
    return new HostPort(listen.host(), ((InetSocketAddress) channel.getLocalAddress()).getPort());
  }
}
