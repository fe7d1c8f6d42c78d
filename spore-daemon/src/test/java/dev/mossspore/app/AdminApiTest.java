package dev.mossspore.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.mossspore.config.SporeConfig;
import dev.mossspore.observe.EventRing;
import dev.mossspore.relay.RelayNode;
import dev.mossspore.testkit.Await;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("net")
class AdminApiTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir private Path directory;

  @Test
  void whereGrpcDoesNotStartNobodyWaitsAtTheSocket() throws Exception {
    Path socket = directory.resolve("a.sock");
    Conditions degraded = new Conditions();
    SporeConfig.Admin config = new SporeConfig.Admin(true, socket, true, "0600", "", null, null);
    try (RelayNode node = new RelayNode(1);
        AdminApi api = AdminApi.bind(config, degraded)) {
      assertEquals(List.of(), degraded.all());
      connect(socket);
      api.serve(node.admin(new EventRing(InstantSource.system())), broken());
      Await.until(
          "it is told", SOON, () -> degraded.all().equals(List.of("admin_socket_unavailable")));
      Await.until("the socket is gone", SOON, () -> !Files.exists(socket));
      assertThrows(IOException.class, () -> connect(socket));
    }
    assertFalse(Files.exists(socket));
  }

  private static void connect(Path socket) throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
    }
  }

  /** A loop as it is where a class of its library is missing. */
  private static EventLoopGroup broken() {
    return (EventLoopGroup)
        Proxy.newProxyInstance(
            AdminApiTest.class.getClassLoader(),
            new Class<?>[] {EventLoopGroup.class},
            (proxy, method, arguments) -> {
              throw new NoClassDefFoundError("io/grpc/Missing");
            });
  }
}
