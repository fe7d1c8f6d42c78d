package dev.mossspore.admin;

import dev.mossspore.admin.v1.AdminProto;
import dev.mossspore.admin.v1.Role;
import dev.mossspore.base.Log;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Every call passes here: the caller is recognised and must have the role that the schema asks for.
 * The health service alone is for everybody whom the listener lets in; any other method for which
 * the schema asks for no role is refused, so that none is open by having been forgotten. Each call
 * above looking is a line of the audit log. A refused one is a warning there, and as warnings go
 * the same one again is counted and told once a minute, so that no stranger fills the log; the
 * metric has every one.
 */
final class CallGuard implements ServerInterceptor {
  private static final Log AUDIT = Log.of("audit");
  private static final Log LOG = Log.of("admin");

  private final Caller.Recognition recognition;
  private final AdminCounters counters;

  CallGuard(Caller.Recognition recognition, AdminCounters counters) {
    this.recognition = recognition;
    this.counters = counters;
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    MethodDescriptor<Q, A> called = call.getMethodDescriptor();
    if (HealthGrpc.SERVICE_NAME.equals(called.getServiceName())) {
      return next.startCall(call, headers);
    }
    Role needed = role(called.getSchemaDescriptor());
    String method = String.valueOf(called.getBareMethodName());
    String who = "unknown";
    try {
      Caller caller = recognition.recognize(call.getAttributes(), headers);
      who = caller.name();
      if (needed == Role.ROLE_UNSPECIFIED) {
        throw Failure.ROLE_TOO_LOW.because(method + " is for no role");
      }
      if (!caller.may(needed)) {
        throw Failure.ROLE_TOO_LOW.because(
            "%s needs the role %s, and %s has %s"
                .formatted(method, word(needed), who, word(caller.role())));
      }
    } catch (StatusRuntimeException e) {
      counters.failures().increment(failure(e));
      AUDIT.warn("call refused", "method", method, "caller", who, "code", failure(e).code());
      call.close(e.getStatus(), trailers(e));
      return new ServerCall.Listener<>() {};
    }
    counters.calls().increment();
    Entry entry = new Entry(method, who, needed);
    AuditedCall<Q, A> audited = new AuditedCall<>(call, entry);
    return new Guarded<>(next.startCall(audited, headers), audited, entry);
  }

  private static Role role(@Nullable Object schema) {
    return schema instanceof ProtoMethodDescriptorSupplier method
        ? method.getMethodDescriptor().getOptions().getExtension(AdminProto.requires)
        : Role.ROLE_UNSPECIFIED;
  }

  private static Failure failure(StatusRuntimeException e) {
    String code = trailers(e).get(Failure.CODE);
    for (Failure failure : Failure.values()) {
      if (failure.code().equals(code)) {
        return failure;
      }
    }
    return Failure.INTERNAL;
  }

  private static Metadata trailers(StatusRuntimeException e) {
    Metadata trailers = e.getTrailers();
    return trailers == null ? new Metadata() : trailers;
  }

  private static String word(Role role) {
    return Words.lower(role).replace("role_", "");
  }

  /** One line of the audit log, written when the call is over, once. */
  private static final class Entry {
    private final String method;
    private final String caller;
    private final Role role;
    private final long began = System.nanoTime();
    private boolean written;

    Entry(String method, String caller, Role role) {
      this.method = method;
      this.caller = caller;
      this.role = role;
    }

    synchronized void write(Status.Code result) {
      if (written) {
        return;
      }
      written = true;
      Object[] fields = {
        "method", method,
        "caller", caller,
        "role", word(role),
        "result", Words.lower(result),
        "ms", Duration.ofNanos(System.nanoTime() - began).toMillis()
      };
      if (role == Role.ROLE_VIEW) {
        AUDIT.debug("call", fields);
      } else {
        AUDIT.info("call", fields);
      }
    }
  }

  private static final class AuditedCall<Q, A> extends SimpleForwardingServerCall<Q, A> {
    private final Entry entry;

    AuditedCall(ServerCall<Q, A> call, Entry entry) {
      super(call);
      this.entry = entry;
    }

    @Override
    public void close(Status status, Metadata trailers) {
      entry.write(status.getCode());
      super.close(status, trailers);
    }
  }

  /** Turns what a handler throws into an answer; what is no {@link Failure} is a bug. */
  private static final class Guarded<Q> extends SimpleForwardingServerCallListener<Q> {
    private final ServerCall<Q, ?> call;
    private final Entry entry;

    Guarded(ServerCall.Listener<Q> handler, ServerCall<Q, ?> call, Entry entry) {
      super(handler);
      this.call = call;
      this.entry = entry;
    }

    @Override
    public void onHalfClose() {
      try {
        super.onHalfClose();
      } catch (StatusRuntimeException e) {
        call.close(e.getStatus(), trailers(e));
      } catch (RuntimeException e) {
        LOG.error("call failed", "method", entry.method, "error", e);
        StatusRuntimeException failure =
            Failure.INTERNAL.because("a bug of the spore; see its log");
        call.close(failure.getStatus(), trailers(failure));
      }
    }

    @Override
    public void onCancel() {
      entry.write(Status.Code.CANCELLED);
      super.onCancel();
    }
  }
}
