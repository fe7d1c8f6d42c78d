package dev.mossspore.admin;

import dev.mossspore.admin.v1.Role;
import dev.mossspore.base.Log;
import io.grpc.Attributes;
import io.grpc.Metadata;
import io.netty.channel.Channel;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.util.AttributeKey;
import java.nio.file.attribute.UserPrincipal;
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

  @Override
  public Caller recognize(Attributes connection, Metadata headers) {
    Channel channel = connection.get(Connections.CHANNEL);
    Caller known = channel == null ? null : channel.attr(CALLER).get();
    if (known != null) {
      return known;
    }
    UserPrincipal user = channel == null ? null : user(channel);
    if (channel == null || user == null) {
      throw Failure.CALLER_UNKNOWN.because("the system does not tell who calls");
    }
    Caller caller = new Caller("unix:" + user.getName(), Role.ROLE_ADMIN);
    channel.attr(CALLER).set(caller);
    return caller;
  }

  private static @Nullable UserPrincipal user(Channel channel) {
    try {
      UnixDomainPrincipal peer =
          channel.config().getOption(NioChannelOption.of(ExtendedSocketOptions.SO_PEERCRED));
      return peer == null ? null : peer.user();
    } catch (RuntimeException e) {
      LOG.debug("no credentials of a caller", "error", e.toString());
      return null;
    }
  }
}
