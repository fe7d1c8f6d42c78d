package dev.mossspore.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mossspore.base.HostPort;
import dev.mossspore.crypto.Credentials;
import dev.mossspore.crypto.Identity;
import dev.mossspore.discovery.AdvertisedAddress;
import dev.mossspore.event.SporeEvent;
import dev.mossspore.testkit.Await;
import dev.mossspore.transport.CloseReason;
import dev.mossspore.transport.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two nodes dial each other at the same instant, on real sockets: neither sees the other leave. */
@Tag("net")
class SimultaneousDialTest {
  private static final int ROUNDS = 30;
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  @Test
  void neitherReportsTheOtherToHaveLeft() throws IOException {
    for (int round = 0; round < ROUNDS; round++) {
      try (Node a = new Node();
          Node b = new Node()) {
        a.keep(b);
        b.keep(a);
        Await.until("both are connected and at rest", LIMIT, () -> a.rests() && b.rests());
        assertEquals(1, a.events.size(), () -> a.events + " and " + b.events);
        assertEquals(1, b.events.size(), () -> b.events + " and " + a.events);
      }
    }
  }

  private static final class Node implements AutoCloseable {
    private final ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor();
    private final List<SporeEvent> events = new CopyOnWriteArrayList<>();
    private final AtomicLong opened = new AtomicLong();
    private final Transport transport;
    private final AdvertisedAddress advertised;
    private final HostPort address;
    private final Mesh mesh;

    Node() throws IOException {
      SecureRandom random = new SecureRandom();
      Identity identity = Identity.generate(random);
      CompletableFuture<Mesh> late = new CompletableFuture<>();
      transport =
          new Transport(
              Credentials.of(identity, "moss/1"),
              random,
              false,
              link -> {
                opened.incrementAndGet();
                late.join().established(link);
              });
      address = new HostPort("127.0.0.1", transport.listen(LOOPBACK, 0).port());
      advertised = new AdvertisedAddress(Optional.of(address), Optional.empty(), address.port());
      mesh =
          new Mesh(
              identity,
              new MeshSettings(5, advertised, List.of()),
              new MeshEnvironment(
                  loop,
                  transport.verifier(),
                  System::nanoTime,
                  random,
                  transport::dial,
                  events::add));
      late.complete(mesh);
    }

    /** Dials the other at once, and again whenever it has gone. */
    void keep(Node other) {
      mesh.reconfigure(new MeshSettings(5, advertised, List.of(other.address)));
      loop.scheduleAtFixedRate(mesh::tick, 0, 50, TimeUnit.MILLISECONDS);
    }

    /** Whether of all sessions that were opened one is left. */
    boolean rests() {
      long closed =
          Arrays.stream(CloseReason.values()).mapToLong(transport.counters().closings()::get).sum();
      return mesh.status().peers().size() == 1 && opened.get() - closed == 1 && !events.isEmpty();
    }

    @Override
    public void close() {
      CompletableFuture.runAsync(mesh::stop, loop).join();
      transport.close();
      loop.shutdownNow();
    }
  }
}
