package dev.mossspore.admin;

import dev.mossspore.admin.v1.Role;
import dev.mossspore.base.Log;
import io.grpc.Attributes;
import io.grpc.Metadata;
import io.netty.channel.Channel;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.util.AttributeKey;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.SocketChannel;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;
import org.jspecify.annotations.Nullable;

/**
 * Callers over the local socket: whoever may open it may administer, and the system says who it is.
 * The user's name is looked up on the call's thread, once for each connection, since that may ask a
 * directory service.
 */
final class UnixCallers implements Caller.Recognition {
  private static final Log LOG = Log.of("admin");
  private static final AttributeKey<Caller> CALLER = AttributeKey.valueOf("mossspore.caller");

  private final boolean systemTells;

  /**
   * Recognizes the callers of a socket.
   *
   * @param systemTells whether the system knows who calls; where it does not (Windows), all that
   *     opened the socket are one caller
   */
  UnixCallers(boolean systemTells) {
    this.systemTells = systemTells;
  }

  /** Whether this system knows who calls. */
  static boolean systemTells() {
    try (SocketChannel sample = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      return sample.supportedOptions().contains(ExtendedSocketOptions.SO_PEERCRED);
    } catch (IOException | UnsupportedOperationException e) {
      return true;
    }
  }

  @Override
  public Caller recognize(Attributes connection, Metadata headers) {
    Channel channel = connection.get(Connections.CHANNEL);
    Caller known = channel == null ? null : channel.attr(CALLER).get();
    if (known != null) {
      return known;
    }
    String user = channel == null ? null : user(channel);
    if (channel == null || user == null) {
      throw Failure.CALLER_UNKNOWN.because("the system does not tell who calls");
    }
    Caller caller = new Caller("unix:" + user, Role.ROLE_ADMIN);
    channel.attr(CALLER).set(caller);
    return caller;
  }

  private @Nullable String user(Channel channel) {
    if (!systemTells) {
      return "somebody who may open the socket";
    }
    try {
      UnixDomainPrincipal peer =
          channel.config().getOption(NioChannelOption.of(ExtendedSocketOptions.SO_PEERCRED));
      return peer == null ? null : peer.user().getName();
    } catch (RuntimeException e) {
      LOG.debug("no credentials of a caller", "error", e.toString());
      return null;
    }
  }
}
