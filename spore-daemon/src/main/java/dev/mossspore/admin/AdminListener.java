package dev.mossspore.admin;

import dev.mossspore.base.HostPort;
import io.netty.handler.ssl.SslContext;
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
 * @param tls none for plain connections
 */
public record AdminListener(
    String name,
    ServerSocketChannel channel,
    boolean local,
    int maxConnections,
    Caller.Recognition callers,
    @Nullable SslContext tls) {
  private static final int LOCAL_CONNECTIONS = 32;

  /** Whoever may open the socket may administer. */
  public static AdminListener of(UnixSocket socket) {
    return new AdminListener(
        "unix:" + socket.path(),
        socket.channel(),
        true,
        LOCAL_CONNECTIONS,
        new UnixCallers(),
        null);
  }

  /** Gives the socket up, if nobody serves it. */
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // Nothing is left to be done for it.
    }
  }

  static ServerSocketChannel bind(String key, HostPort listen) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open();
    try {
      return channel.bind(
          listen.host().isEmpty()
              ? new InetSocketAddress(listen.port())
              : new InetSocketAddress(InetAddress.getByName(listen.host()), listen.port()));
    } catch (UnknownHostException e) {
      channel.close();
      throw new IOException("%s %s: unknown host".formatted(key, listen), e);
    } catch (IOException e) {
      channel.close();
      String text = String.valueOf(e.getMessage());
      throw new IOException(
          "%s %s: %s"
              .formatted(
                  key, listen, text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1)),
          e);
    }
  }
}
