package dev.mossspore.ctl.link;

import dev.mossspore.admin.v1.AdminGrpc;
import dev.mossspore.ctl.endpoint.Endpoint;
import dev.mossspore.ctl.fleet.CallFailedException;
import dev.mossspore.ctl.fleet.Deadline;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.stub.MetadataUtils;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A way to one daemon; its stubs connect when they are first used. */
public final class Link {
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  /** Bytes: a thousand of them may wait to be shown. */
  private static final int MAX_EVENT = 64 << 10;

  private final Endpoint endpoint;
  private final ManagedChannel managed;
  private final Channel channel;

  Link(Endpoint endpoint, ManagedChannel managed, @Nullable String token) {
    this.endpoint = endpoint;
    this.managed = managed;
    this.channel =
        token == null
            ? managed
            : ClientInterceptors.intercept(
                managed, MetadataUtils.newAttachHeadersInterceptor(bearer(token)));
  }

  /** For one question that has to be answered in time. */
  public AdminGrpc.AdminBlockingStub stub(Deadline deadline) {
    return AdminGrpc.newBlockingStub(channel)
        .withDeadlineAfter(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
  }

  /** For a stream without an end, whose messages are small. */
  public AdminGrpc.AdminBlockingV2Stub stream() {
    return AdminGrpc.newBlockingV2Stub(channel).withMaxInboundMessageSize(MAX_EVENT);
  }

  /** What a call's failure means here. */
  public CallFailedException failure(Status status, @Nullable Metadata trailers, String limit) {
    return CallFailures.of(endpoint, status, trailers, limit);
  }

  /** Forgets how long to wait after a failure: somebody asks now. */
  void connectSoon() {
    managed.resetConnectBackoff();
  }

  /** Ends it, and every call on it. */
  void close() {
    managed.shutdownNow();
  }

  private static Metadata bearer(String token) {
    Metadata headers = new Metadata();
    headers.put(AUTHORIZATION, "Bearer " + token);
    return headers;
  }
}
