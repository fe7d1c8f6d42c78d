package dev.mossspore.abuse;

import dev.mossspore.base.EnumCounters;
import dev.mossspore.base.HostPort;
import dev.mossspore.base.PeerId;
import dev.mossspore.crypto.Credentials;
import dev.mossspore.crypto.HandshakeFailure;
import dev.mossspore.crypto.Identity;
import dev.mossspore.discovery.AdvertisedAddress;
import dev.mossspore.mesh.Mesh;
import dev.mossspore.mesh.MeshEnvironment;
import dev.mossspore.mesh.MeshSettings;
import dev.mossspore.mesh.MeshStatus;
import dev.mossspore.transport.CloseReason;
import dev.mossspore.transport.DatagramDrop;
import dev.mossspore.transport.LinkListener;
import dev.mossspore.transport.Refusal;
import dev.mossspore.transport.Transport;
import dev.mossspore.transport.TransportTables;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The node under attack: the real transport below the real mesh, and all that can be counted. */
final class Victim implements AutoCloseable {
  private static final int MAX_PEERS = 5000;

  private final ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor();
  private final Transport transport;
  private final Mesh mesh;
  private final InetSocketAddress address;

  Victim() throws IOException {
    SecureRandom random = new SecureRandom();
    Identity identity = Identity.generate(random);
    CompletableFuture<Mesh> late = new CompletableFuture<>();
    LinkListener listener = link -> late.join().established(link);
    this.transport = new Transport(Credentials.of(identity, "moss/1"), random, false, listener);
    int port = transport.listen(InetAddress.ofLiteral("0.0.0.0"), 0).port();
    this.address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
    this.mesh =
        new Mesh(
            identity,
            new MeshSettings(
                MAX_PEERS,
                new AdvertisedAddress(
                    Optional.of(new HostPort("127.0.0.1", port)), Optional.empty(), port),
                List.of()),
            new MeshEnvironment(
                loop,
                transport.verifier(),
                System::nanoTime,
                random,
                transport::dial,
                event -> {}));
    late.complete(mesh);
    loop.scheduleAtFixedRate(mesh::tick, 1, 1, TimeUnit.SECONDS);
  }

  InetSocketAddress address() {
    return address;
  }

  Set<PeerId> peers() {
    return mesh.status().peers().stream()
        .map(MeshStatus.ConnectedPeer::id)
        .collect(Collectors.toSet());
  }

  TransportTables tables() {
    return TransportTables.of(transport);
  }

  int handshakes() {
    return tables().tcpHandshakes() + tables().udpHandshakes();
  }

  /** Everything that was refused, dropped, failed or closed since the start, by reason. */
  Map<String, Long> counters() {
    Map<String, Long> all = new TreeMap<>();
    add(all, Refusal.class, transport.counters().refusals());
    add(all, HandshakeFailure.class, transport.counters().failures());
    add(all, CloseReason.class, transport.counters().closings());
    add(all, DatagramDrop.class, transport.udp().drops());
    return all;
  }

  @Override
  public void close() {
    CompletableFuture.runAsync(mesh::stop, loop).join();
    transport.close();
    loop.shutdownNow();
  }

  /** Adds up counters of the same name, of which there is one: TCP and UDP share their workers. */
  private static <E extends Enum<E>> void add(
      Map<String, Long> all, Class<E> type, EnumCounters<E> counters) {
    for (E value : type.getEnumConstants()) {
      if (counters.get(value) > 0) {
        all.merge(value.name(), counters.get(value), Long::sum);
      }
    }
  }
}
