package dev.mossspore.ctl.link;

import dev.mossspore.catalogue.Catalogue;
import dev.mossspore.catalogue.Entry;
import dev.mossspore.catalogue.Kind;
import dev.mossspore.ctl.endpoint.Endpoint;
import dev.mossspore.ctl.fleet.CallFailedException;
import dev.mossspore.ctl.fleet.ClientCode;
import dev.mossspore.ctl.fleet.Failure;
import dev.mossspore.ctl.fleet.Outcome;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a failed call means: the daemon's own code where it gave one, else what the status tells.
 */
final class CallFailures {
  private static final Metadata.Key<String> CODE =
      Metadata.Key.of("mossspore-code", Metadata.ASCII_STRING_MARSHALLER);

  private CallFailures() {}

  static CallFailedException of(
      Endpoint endpoint, Status status, @Nullable Metadata trailers, String limit) {
    String code = trailers == null ? null : trailers.get(CODE);
    String description = status.getDescription() == null ? "" : status.getDescription();
    if (code != null) {
      return new CallFailedException(outcome(status), new Failure(code, description, fix(code)));
    }
    return switch (status.getCode()) {
      case UNAVAILABLE -> Connects.failure(endpoint, status);
      case DEADLINE_EXCEEDED ->
          new CallFailedException(
              Outcome.TIMED_OUT,
              ClientCode.TIMED_OUT,
              "no answer within " + limit,
              "a slow path may need a longer --timeout; a daemon that takes connections and says"
                  + " nothing is frozen");
      case UNIMPLEMENTED ->
          new CallFailedException(
              Outcome.FAILED,
              ClientCode.UNSUPPORTED,
              "it does not know this call" + behind(description),
              "its mossspore is older than this sporectl, or something else answers there");
      case CANCELLED ->
          new CallFailedException(
              Outcome.UNREACHABLE,
              ClientCode.UNREACHABLE,
              "the daemon cut the call off",
              "it may be stopping; look at its log");
      default ->
          new CallFailedException(
              outcome(status),
              ClientCode.CALL_FAILED,
              "%s%s"
                  .formatted(
                      status.getCode().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                      behind(description)),
              "");
    };
  }

  private static Outcome outcome(Status status) {
    return switch (status.getCode()) {
      case UNAUTHENTICATED, PERMISSION_DENIED -> Outcome.REFUSED;
      case UNAVAILABLE -> Outcome.UNREACHABLE;
      case DEADLINE_EXCEEDED -> Outcome.TIMED_OUT;
      default -> Outcome.FAILED;
    };
  }

  private static String fix(String code) {
    return Catalogue.load().find(Kind.ERROR, code).map(Entry::fix).orElse("");
  }

  private static String behind(String description) {
    return description.isEmpty() ? "" : ": " + description;
  }
}
