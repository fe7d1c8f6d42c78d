package dev.mossspore.ctl.link;

import dev.mossspore.ctl.endpoint.Endpoint;
import dev.mossspore.ctl.fleet.CallFailedException;
import dev.mossspore.ctl.fleet.ClientCode;
import dev.mossspore.ctl.fleet.Outcome;
import io.grpc.Status;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.util.List;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why no connection came about, or why it broke. */
final class Connects {
  /** What a peer that refuses our certificate sends back, by the names of RFC 8446. */
  private static final List<String> REFUSING_ALERTS =
      List.of("certificate", "unknown_ca", "access_denied", "handshake_failure");

  private Connects() {}

  static CallFailedException failure(Endpoint endpoint, Status status) {
    Throwable cause = status.getCause();
    return switch (endpoint) {
      case Endpoint.Unix(var socket) -> {
        if (says(cause, "Permission denied")) {
          yield UnixSockets.denied(socket);
        }
        yield says(cause, "Connection refused")
            ? UnixSockets.nobodyListens(socket)
            : broken(status);
      }
      case Endpoint.Ssh ssh ->
          new CallFailedException(
              Outcome.UNREACHABLE,
              ClientCode.SSH_SOCKET,
              "ssh reaches %s, but nothing answers at %s there"
                  .formatted(ssh.destination(), ssh.socket()),
              "is mossspore running there, is the ssh user in its group mossspore, and does sshd"
                  + " allow stream forwarding (AllowStreamLocalForwarding)?");
      case Endpoint.Tls tls -> tls(tls, status);
      case Endpoint.Tcp(var address, _) -> tcp(address, status);
    };
  }

  private static CallFailedException tls(Endpoint.Tls tls, Status status) {
    Throwable cause = status.getCause();
    if (is(cause, CertificateExpiredException.class)) {
      return refused(
          ClientCode.TLS_SERVER_EXPIRED, "the daemon's certificate has expired", "renew it there");
    }
    if (is(cause, CertPathBuilderException.class)) {
      return refused(
          ClientCode.TLS_SERVER_UNTRUSTED,
          "the daemon's certificate is not signed by %s".formatted(tls.files().ca()),
          "name the authority that signed it with --tls-ca; if it should be this one, somebody else"
              + " may be answering");
    }
    if (says(cause, "No subject alternative") || says(cause, "No name matching")) {
      return refused(
          ClientCode.TLS_SERVER_NAME,
          "the daemon's certificate is not for %s".formatted(tls.address().host()),
          "use a name that it is for, or have one made with this name");
    }
    if (refusesUs(cause)) {
      return refused(
          ClientCode.TLS_CLIENT_REFUSED,
          "the daemon refuses your certificate %s".formatted(tls.files().certificate()),
          "it has to be signed by the authority in the daemon's admin.tls.client_ca");
    }
    if (says(cause, "not an SSL/TLS record")) {
      return refused(
          ClientCode.TLS_FAILED,
          "what answers on %s speaks no TLS".formatted(tls.address()),
          "is it the port of admin.tls.listen?");
    }
    if (is(cause, SSLException.class)) {
      return refused(ClientCode.TLS_FAILED, "no TLS session: " + message(cause), "");
    }
    return tcp(tls.address(), status);
  }

  private static CallFailedException tcp(Endpoint.HostPort address, Status status) {
    Throwable cause = status.getCause();
    if (is(cause, UnknownHostException.class)
        || is(cause, java.nio.channels.UnresolvedAddressException.class)) {
      return unreachable("the name %s is not known".formatted(address.host()), "");
    }
    if (is(cause, ConnectException.class) && says(cause, "refused")) {
      return unreachable(
          "nobody listens on %s".formatted(address), "is mossspore running there, and listening?");
    }
    return broken(status);
  }

  private static boolean refusesUs(@Nullable Throwable cause) {
    return says(cause, "Received fatal alert")
        && REFUSING_ALERTS.stream().anyMatch(alert -> says(cause, alert));
  }

  private static CallFailedException broken(Status status) {
    Throwable cause = status.getCause();
    return unreachable(
        "the connection broke: " + (cause == null ? status.getDescription() : message(cause)), "");
  }

  private static CallFailedException unreachable(String message, String fix) {
    return new CallFailedException(Outcome.UNREACHABLE, ClientCode.UNREACHABLE, message, fix);
  }

  private static CallFailedException refused(ClientCode code, String message, String fix) {
    return new CallFailedException(Outcome.REFUSED, code, message, fix);
  }

  private static boolean is(@Nullable Throwable cause, Class<? extends Throwable> type) {
    for (Throwable link = cause; link != null; link = link.getCause()) {
      if (type.isInstance(link)) {
        return true;
      }
    }
    return false;
  }

  private static boolean says(@Nullable Throwable cause, String text) {
    for (Throwable link = cause; link != null; link = link.getCause()) {
      if (link.getMessage() != null && link.getMessage().contains(text)) {
        return true;
      }
    }
    return false;
  }

  private static String message(@Nullable Throwable cause) {
    Throwable innermost = cause;
    while (innermost != null && innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    if (innermost == null) {
      return "for no reason that it tells";
    }
    return innermost.getMessage() == null ? innermost.toString() : innermost.getMessage();
  }
}
