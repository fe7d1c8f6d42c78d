package dev.mossspore.relay;

import dev.mossspore.admin.AdminNode;
import dev.mossspore.base.HostPort;
import dev.mossspore.catalogue.Catalogue;
import dev.mossspore.config.ConfigInputs;
import dev.mossspore.config.Configuration;
import dev.mossspore.config.QuotaPeriod;
import dev.mossspore.config.Resolution;
import dev.mossspore.crypto.Credentials;
import dev.mossspore.crypto.Identity;
import dev.mossspore.discovery.AdvertisedAddress;
import dev.mossspore.doctor.Diagnosis;
import dev.mossspore.mesh.Mesh;
import dev.mossspore.mesh.MeshEnvironment;
import dev.mossspore.mesh.MeshSettings;
import dev.mossspore.mesh.Reachability;
import dev.mossspore.monitor.NodeStatus;
import dev.mossspore.observe.BuildInfo;
import dev.mossspore.observe.EventRing;
import dev.mossspore.reload.RunningConfig;
import dev.mossspore.transport.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A relay on real sockets of loopback. */
public final class RelayNode implements AutoCloseable {
  private final ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor();
  private final Transport transport;
  private final Mesh mesh;
  private final Relay relay;
  private final InetSocketAddress address;

  public RelayNode(long bytesPerSecond) throws IOException {
    SecureRandom random = new SecureRandom();
    Identity identity = Identity.generate(random);
    CompletableFuture<Mesh> late = new CompletableFuture<>();
    this.transport =
        new Transport(
            Credentials.of(identity, "moss/1"),
            random,
            false,
            link -> late.join().established(link));
    InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
    int port = transport.listen(loopback, 0).port();
    this.address = new InetSocketAddress(loopback, port);
    this.mesh =
        new Mesh(
            identity,
            new MeshSettings(
                50,
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
    this.relay =
        new Relay(
            identity.peerId(),
            new RelaySettings(
                true,
                bytesPerSecond,
                0,
                100,
                Duration.ofMinutes(30),
                Duration.ofMinutes(1),
                0,
                QuotaPeriod.MONTH),
            mesh.peers(),
            System::nanoTime,
            new RelaySurroundings(
                () -> Reachability.UNKNOWN, event -> {}, InstantSource.system(), QuotaUse.NONE));
    mesh.add(relay);
    late.complete(mesh);
    loop.scheduleAtFixedRate(mesh::tick, 1, 1, TimeUnit.SECONDS);
  }

  InetSocketAddress address() {
    return address;
  }

  Relay relay() {
    return relay;
  }

  /** This node as the admin API sees it. */
  public AdminNode admin(EventRing events) {
    Catalogue catalogue = Catalogue.load();
    ConfigInputs inputs =
        new ConfigInputs("", Map.of(), Map.of(), Path.of("/nonexistent"), false, Long.MAX_VALUE);
    Resolution.Accepted config = (Resolution.Accepted) Configuration.resolve(inputs);
    RunningConfig running = new RunningConfig(inputs, config);
    return new AdminNode(
        BuildInfo.current(),
        NodeStatus.NotReady::new,
        mesh.views(),
        relay,
        () -> new AdminNode.NetworkView("127.0.0.1", true, true, false, -1, List.of()),
        peers -> new Diagnosis(List.of(), 0),
        running,
        running::reload,
        events,
        () -> 0,
        InstantSource.system(),
        catalogue);
  }

  /** Of packets that were taken for somebody who left. */
  long unsentBytes() {
    return transport.counters().unsentForwards().sum();
  }

  int peers() {
    return mesh.status().peers().size();
  }

  @Override
  public void close() {
    CompletableFuture.runAsync(mesh::stop, loop).join();
    transport.close();
    loop.shutdownNow();
  }
}
