package dev.mossspore.transport;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mossspore.testing.TestNode;
import dev.mossspore.testkit.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A transport that is closed in the midst of its dials leaves no socket behind. */
@Tag("net")
class ClosedSocketsTest {
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int ROUNDS = 20;
  private static final int DIALS = 10;

  @Test
  void noneIsLeftWhenATransportIsClosedRightAfterUse() throws IOException {
    assumeTrue(Files.isDirectory(DESCRIPTORS), "/proc");
    InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
    round(loopback);
    long before = sockets();
    for (int i = 0; i < ROUNDS; i++) {
      round(loopback);
    }
    Await.until("all sockets are closed", LIMIT, () -> sockets() <= before);
  }

  private static void round(InetAddress loopback) throws IOException {
    try (TestNode server = TestNode.start();
        TestNode client = TestNode.start()) {
      int port = server.transport().tcp().listen(new InetSocketAddress(loopback, 0));
      for (int i = 0; i < DIALS; i++) {
        client.transport().tcp().dial(new InetSocketAddress(loopback, port), null);
      }
      Await.until("one has arrived", LIMIT, () -> !client.links().isEmpty());
    }
  }

  private static long sockets() {
    try (Stream<Path> descriptors = Files.list(DESCRIPTORS)) {
      return descriptors.filter(ClosedSocketsTest::socket).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean socket(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
    } catch (IOException e) {
      // It was closed meanwhile.
      return false;
    }
  }
}
