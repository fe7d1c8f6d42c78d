package dev.mossspore.admin;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/** How a call fails: by a code of the catalogue, which travels in a trailer. */
public enum Failure {
  ROLE_TOO_LOW(Status.Code.PERMISSION_DENIED),
  TOKEN_MISSING(Status.Code.UNAUTHENTICATED),
  TOKEN_UNKNOWN(Status.Code.UNAUTHENTICATED),
  TOKEN_FILE_UNUSABLE(Status.Code.UNAUTHENTICATED),
  CALLER_UNKNOWN(Status.Code.UNAUTHENTICATED),
  TOO_MANY_SUBSCRIBERS(Status.Code.RESOURCE_EXHAUSTED),
  STOPPING(Status.Code.UNAVAILABLE),
  NODE_BUSY(Status.Code.DEADLINE_EXCEEDED),
  PEER_NOT_FOUND(Status.Code.NOT_FOUND),
  PEER_AMBIGUOUS(Status.Code.INVALID_ARGUMENT),
  BAD_REQUEST(Status.Code.INVALID_ARGUMENT),
  INTERNAL(Status.Code.INTERNAL);

  /** The trailer that names the code. */
  static final Metadata.Key<String> CODE =
      Metadata.Key.of("mossspore-code", Metadata.ASCII_STRING_MARSHALLER);

  private final Status.Code status;

  Failure(Status.Code status) {
    this.status = status;
  }

  /** As in the catalogue. */
  String code() {
    return Words.lower(this);
  }

  /**
   * What to throw.
   *
   * @param message for people; holds nothing secret
   */
  StatusRuntimeException because(String message) {
    Metadata trailers = new Metadata();
    trailers.put(CODE, code());
    return status.toStatus().withDescription(message).asRuntimeException(trailers);
  }
}
