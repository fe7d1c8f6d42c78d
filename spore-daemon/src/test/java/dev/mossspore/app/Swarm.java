package dev.mossspore.app;

import dev.mossspore.base.HostPort;
import dev.mossspore.crypto.Credentials;
import dev.mossspore.crypto.Identity;
import dev.mossspore.discovery.AdvertisedAddress;
import dev.mossspore.discovery.tracker.TrackerSettings;
import dev.mossspore.discovery.tracker.TrackerUse;
import dev.mossspore.discovery.tracker.Trackers;
import dev.mossspore.mesh.Mesh;
import dev.mossspore.mesh.MeshEnvironment;
import dev.mossspore.mesh.MeshSettings;
import dev.mossspore.testkit.Await;
import dev.mossspore.transport.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Many nodes in one process that know nothing but a tracker, on loopback, put together as a spore
 * is. Started by a test in a namespace where that tracker is; ends with 0 when each is connected to
 * every other one.
 */
final class Swarm {
  private static final String NETWORK = "moss/1";
  private static final Duration TICK = Duration.ofSeconds(1);

  private Swarm() {}

  /** Arguments: how many nodes, the tracker's URL, and the seconds they have. */
  public static void main(String[] arguments) throws IOException {
    int count = Integer.parseInt(arguments[0]);
    URI tracker = URI.create(arguments[1]);
    Duration limit = Duration.ofSeconds(Long.parseLong(arguments[2]));
    List<Mesh> nodes = new ArrayList<>();
    long start = System.nanoTime();
    for (int i = 0; i < count; i++) {
      nodes.add(node(tracker));
    }
    Await.until(
        "everybody knows everybody",
        limit,
        () -> nodes.stream().allMatch(node -> peers(node) == count - 1));
    System.out.printf(
        "%d nodes, all connected after %d ms%n",
        count, Duration.ofNanos(System.nanoTime() - start).toMillis());
    System.exit(0);
  }

  private static Mesh node(URI tracker) throws IOException {
    SecureRandom random = new SecureRandom();
    Identity identity = Identity.generate(random);
    MeshThread loop = new MeshThread();
    MeshLink late = new MeshLink();
    Transport transport = new Transport(Credentials.of(identity, NETWORK), random, false, late);
    int port = transport.listen(InetAddress.getLoopbackAddress(), 0).port();
    AdvertisedAddress advertised =
        new AdvertisedAddress(Optional.of(new HostPort("127.0.0.1", port)), Optional.empty(), port);
    Mesh mesh =
        new Mesh(
            identity,
            new MeshSettings(200, advertised, List.of()),
            new MeshEnvironment(
                loop,
                transport.verifier(),
                System::nanoTime,
                random,
                transport::dial,
                event -> {}));
    late.connect(mesh);
    loop.repeat(TICK, mesh::tick);
    TrackerUse use =
        new TrackerUse(() -> port, () -> peers(mesh), mesh::offerSeeds, event -> {}, result -> {});
    new Trackers(NETWORK, use, System::nanoTime, random)
        .configure(
            new TrackerSettings(List.of(tracker), Duration.ofMinutes(2), Duration.ofSeconds(5)));
    return mesh;
  }

  private static int peers(Mesh mesh) {
    return mesh.status().peers().size();
  }

  /** The command line of a swarm of twenty. */
  static List<String> command(String tracker, Duration limit) {
    return List.of(
        ProcessHandle.current().info().command().orElse("java"),
        "-Xmx256m",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-cp",
        System.getProperty("java.class.path"),
        Swarm.class.getName(),
        "20",
        tracker,
        Long.toString(limit.toSeconds()));
  }
}
