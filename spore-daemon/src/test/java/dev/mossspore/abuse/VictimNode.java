package dev.mossspore.abuse;

import com.fasterxml.jackson.databind.ObjectMapper;
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
import dev.mossspore.mesh.MeshStatus.ConnectedPeer;
import dev.mossspore.transport.Carrier;
import dev.mossspore.transport.CloseReason;
import dev.mossspore.transport.DatagramDrop;
import dev.mossspore.transport.LinkListener;
import dev.mossspore.transport.Refusal;
import dev.mossspore.transport.Transport;
import dev.mossspore.transport.TransportTables;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The node under attack: the real transport below the real mesh, and all that can be counted. It
 * runs in a process of its own, as the launcher would run it, and answers questions about itself.
 */
final class VictimNode {
  private static final int MAX_PEERS = 5000;
  private static final long SAMPLE_MILLIS = 50;

  private final ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor();
  private final Transport transport;
  private final Mesh mesh;
  private final int port;
  private final Map<PeerId, Carrier> carriers = new ConcurrentHashMap<>();
  private final AtomicLong peakDirect = new AtomicLong();

  /**
   * Prints the port, then answers every line of standard input, {@link Victim#LOOK} or {@link
   * Victim#COLLECT}, with a line of {@link Holdings}. Ends with its input.
   */
  public static void main(String[] arguments) throws IOException {
    VictimNode node = new VictimNode();
    PrintStream out = System.out;
    out.println(node.port);
    ObjectMapper json = new ObjectMapper();
    BufferedReader questions =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    try {
      for (String line = questions.readLine(); line != null; line = questions.readLine()) {
        if (line.equals(Victim.COLLECT)) {
          System.gc();
          node.peakDirect.set(0);
        }
        out.println(json.writeValueAsString(node.holdings()));
      }
    } finally {
      node.close();
    }
  }

  private VictimNode() throws IOException {
    SecureRandom random = new SecureRandom();
    Identity identity = Identity.generate(random);
    CompletableFuture<Mesh> late = new CompletableFuture<>();
    LinkListener listener =
        link -> {
          carriers.put(link.remoteId(), link.carrier());
          late.join().established(link);
        };
    this.transport = new Transport(Credentials.of(identity, "moss/1"), random, false, listener);
    this.port = transport.listen(InetAddress.ofLiteral("0.0.0.0"), 0).port();
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
    loop.scheduleAtFixedRate(
        () -> peakDirect.accumulateAndGet(OwnProcess.reservedDirect(), Math::max),
        SAMPLE_MILLIS,
        SAMPLE_MILLIS,
        TimeUnit.MILLISECONDS);
  }

  private Holdings holdings() throws IOException {
    TransportTables tables = TransportTables.of(transport);
    List<PeerId> peers = mesh.status().peers().stream().map(ConnectedPeer::id).toList();
    long overUdp = peers.stream().filter(peer -> carriers.get(peer) == Carrier.UDP).count();
    return new Holdings(
        OwnProcess.openSockets(),
        tables.tcpHandshakes() + tables.udpHandshakes(),
        Math.max(0, tables.udpSessions() - overUdp),
        peers.stream().map(PeerId::hex).toList(),
        OwnProcess.reservedDirect(),
        peakDirect.accumulateAndGet(OwnProcess.reservedDirect(), Math::max),
        OwnProcess.usedHeap(),
        OwnProcess.resident(),
        counters());
  }

  /** Everything that was refused, dropped, failed or closed since the start, by reason. */
  private Map<String, Long> counters() {
    Map<String, Long> all = new TreeMap<>();
    add(all, Refusal.class, transport.counters().refusals());
    add(all, HandshakeFailure.class, transport.counters().failures());
    add(all, CloseReason.class, transport.counters().closings());
    add(all, DatagramDrop.class, transport.udp().drops());
    return all;
  }

  private void close() {
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
