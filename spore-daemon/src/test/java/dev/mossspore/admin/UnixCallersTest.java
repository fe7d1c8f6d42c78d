package dev.mossspore.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.admin.v1.Role;
import io.grpc.Attributes;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class UnixCallersTest {
  @Test
  void whoOpensTheSocketIsAnAdministratorWhereTheSystemDoesNotTellWhoItIs() {
    Caller caller = new UnixCallers(false).recognize(onAChannel(), new Metadata());
    assertEquals(Role.ROLE_ADMIN, caller.role());
    assertEquals("unix:somebody who may open the socket", caller.name());
  }

  @Test
  void whoCannotBeToldIsRefusedWhereTheSystemKnows() {
    assertTrue(UnixCallers.systemTells());
    assertRefused(new UnixCallers(true), onAChannel());
    assertRefused(new UnixCallers(true), Attributes.EMPTY);
    assertRefused(new UnixCallers(false), Attributes.EMPTY);
  }

  private static void assertRefused(UnixCallers callers, Attributes connection) {
    assertThrows(StatusRuntimeException.class, () -> callers.recognize(connection, new Metadata()));
  }

  private static Attributes onAChannel() {
    return Attributes.newBuilder().set(Connections.CHANNEL, new EmbeddedChannel()).build();
  }
}
