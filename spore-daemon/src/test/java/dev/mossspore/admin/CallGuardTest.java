package dev.mossspore.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.admin.v1.AdminGrpc;
import dev.mossspore.admin.v1.Role;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.grpc.health.v1.HealthGrpc;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class CallGuardTest {
  private final AdminCounters counters = new AdminCounters();

  @Test
  void whatNoRoleIsAskedForIsRefusedToEverybody() {
    Call<?, ?> forgotten =
        call(
            AdminGrpc.getReloadMethod().toBuilder().setSchemaDescriptor(null).build(),
            Role.ROLE_ADMIN);
    assertEquals("role_too_low", forgotten.code());
    assertEquals(1, counters.failures().get(Failure.ROLE_TOO_LOW));
    assertEquals(0, counters.calls().sum());
  }

  @Test
  void whoHasTheRoleIsLetThrough() {
    assertNull(call(AdminGrpc.getReloadMethod(), Role.ROLE_OPERATE).closed);
    assertNull(call(AdminGrpc.getGetStatusMethod(), Role.ROLE_VIEW).closed);
    assertEquals("role_too_low", call(AdminGrpc.getReloadMethod(), Role.ROLE_VIEW).code());
    assertEquals(2, counters.calls().sum());
  }

  @Test
  void nobodyIsAskedForTheHealth() {
    Call<?, ?> check = call(HealthGrpc.getCheckMethod(), null);
    assertNull(check.closed);
    assertTrue(check.begun);
    assertEquals("caller_unknown", call(AdminGrpc.getGetStatusMethod(), null).code());
  }

  /** What comes of a call by somebody with that role, or by nobody. */
  private <Q, A> Call<Q, A> call(MethodDescriptor<Q, A> method, @Nullable Role role) {
    CallGuard guard =
        new CallGuard(
            (connection, headers) -> {
              if (role == null) {
                throw Failure.CALLER_UNKNOWN.because("nobody");
              }
              return new Caller("somebody", role);
            },
            counters);
    Call<Q, A> call = new Call<>(method);
    guard.interceptCall(
        call,
        new Metadata(),
        (let, headers) -> {
          call.begun = true;
          return new ServerCall.Listener<>() {};
        });
    return call;
  }

  /** A call of which nothing is kept but its end. */
  private static final class Call<Q, A> extends ServerCall<Q, A> {
    private final MethodDescriptor<Q, A> method;
    private boolean begun;
    private @Nullable Metadata closed;

    Call(MethodDescriptor<Q, A> method) {
      this.method = method;
    }

    String code() {
      return String.valueOf(Objects.requireNonNull(closed).get(Failure.CODE));
    }

    @Override
    public void request(int messages) {}

    @Override
    public void sendHeaders(Metadata headers) {}

    @Override
    public void sendMessage(A message) {}

    @Override
    public void close(Status status, Metadata trailers) {
      closed = trailers;
    }

    @Override
    public boolean isCancelled() {
      return false;
    }

    @Override
    public MethodDescriptor<Q, A> getMethodDescriptor() {
      return method;
    }
  }
}
