package dev.mossspore.admin;

import dev.mossspore.admin.v1.Role;
import io.grpc.Attributes;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;

/**
 * Who makes a call.
 *
 * @param name for the audit log, for example {@code unix:alice}
 * @param role what this caller may do
 */
record Caller(String name, Role role) {
  /** Finds out who makes a call; each listener has its own way. Runs on the call's thread. */
  @FunctionalInterface
  interface Recognition {
    /**
     * Recognises the caller.
     *
     * @throws StatusRuntimeException a {@link Failure}, if it is nobody who may call
     */
    Caller recognize(Attributes connection, Metadata headers);
  }

  boolean may(Role needed) {
    return role.getNumber() >= needed.getNumber();
  }
}
