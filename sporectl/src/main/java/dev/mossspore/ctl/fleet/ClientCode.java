package dev.mossspore.ctl.fleet;

import java.util.Locale;

/** What this program itself reports; each is in the catalogue, which says more. */
public enum ClientCode {
  SOCKET_MISSING,
  SOCKET_PERMISSION,
  SOCKET_DEAD,
  UNREACHABLE,
  TIMED_OUT,
  UNSUPPORTED,
  CALL_FAILED,
  BAD_ANSWER,
  TOKEN_FILE,
  TLS_FILES,
  TLS_CLIENT_EXPIRED,
  TLS_CLIENT_REFUSED,
  TLS_SERVER_EXPIRED,
  TLS_SERVER_UNTRUSTED,
  TLS_SERVER_NAME,
  TLS_FAILED,
  PRIVATE_DIRECTORY,
  SSH_MISSING,
  SSH_FAILED,
  SSH_TIMED_OUT,
  SSH_AUTH,
  SSH_HOST_KEY,
  SSH_SOCKET,
  STREAM_ENDED,
  CANDIDATE_REFUSED,
  USAGE,
  NOT_COMPARED,
  HOST_MISSING,
  HOST_NOT_READY,
  HOST_FOREIGN,
  HOST_TWICE,
  VERSION_SKEW;

  /** As shown. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
