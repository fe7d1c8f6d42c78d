package dev.mossspore.sim;

import dev.mossspore.base.HostPort;
import dev.mossspore.base.PeerId;
import dev.mossspore.crypto.Identity;
import dev.mossspore.discovery.AdvertisedAddress;
import dev.mossspore.mesh.Mesh;
import dev.mossspore.mesh.MeshEnvironment;
import dev.mossspore.mesh.MeshSettings;
import dev.mossspore.transport.CloseReason;
import dev.mossspore.transport.Link;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A machine that runs the real mesh, and can be switched off and on. */
final class SimSpore implements Host {
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final long VERIFY_NANOS = Duration.ofMillis(2).toNanos();

  private final Internet internet;
  private final SplittableRandom random;
  private final HostPort address;
  private final Identity identity;
  private final int maxPeers;
  private List<HostPort> staticPeers;
  private final Traffic traffic = new Traffic();
  private List<SimLink> links = new ArrayList<>();
  private @Nullable Run run;

  /** One run of the program: what is left of it when the machine is switched off does nothing. */
  private final class Run {
    private final Mesh mesh;
    private boolean alive = true;

    Run() {
      mesh =
          new Mesh(
              identity,
              new MeshSettings(
                  maxPeers,
                  new AdvertisedAddress(Optional.of(address), Optional.empty(), address.port()),
                  staticPeers),
              new MeshEnvironment(
                  task -> later(0, task),
                  task -> later(VERIFY_NANOS, task),
                  internet.time(),
                  random.split(),
                  (target, remoteStatic, streamAlone) -> internet.dial(SimSpore.this, target),
                  event -> {}));
      later(random.nextLong(TICK.toNanos()), this::tick);
    }

    private void tick() {
      mesh.tick();
      later(TICK.toNanos(), this::tick);
    }

    private void later(long nanos, Runnable task) {
      internet
          .time()
          .after(
              nanos,
              () -> {
                if (alive) {
                  task.run();
                }
              });
    }
  }

  SimSpore(
      Internet internet,
      SplittableRandom random,
      HostPort address,
      Identity identity,
      int maxPeers,
      List<HostPort> staticPeers) {
    this.internet = internet;
    this.random = random;
    this.address = address;
    this.identity = identity;
    this.maxPeers = maxPeers;
    this.staticPeers = staticPeers;
  }

  /** From its next start on it is told of nobody. */
  void forgetStaticPeers() {
    staticPeers = List.of();
  }

  void start() {
    run = new Run();
    internet.attach(this);
  }

  /** The run is killed: its system tells the peers. */
  void kill() {
    List<SimLink> open = links;
    lose();
    open.forEach(link -> link.close(CloseReason.STOPPING));
  }

  /** The machine loses its power: nobody is told. */
  void lose() {
    internet.detach(this);
    if (run != null) {
      run.alive = false;
      run = null;
    }
    List<SimLink> open = links;
    links = new ArrayList<>();
    open.forEach(link -> internet.time().after(0, () -> link.vanish(CloseReason.STOPPING)));
  }

  boolean running() {
    return run != null;
  }

  Mesh mesh() {
    return Objects.requireNonNull(run).mesh;
  }

  /** How many of these this node believes to be connected to. */
  long peersAmong(Set<PeerId> ids) {
    return mesh().status().peers().stream().filter(peer -> ids.contains(peer.id())).count();
  }

  @Override
  public HostPort address() {
    return address;
  }

  @Override
  public Identity identity() {
    return identity;
  }

  @Override
  public Traffic traffic() {
    return traffic;
  }

  @Override
  public void established(Link link) {
    if (run == null) {
      link.close(CloseReason.STOPPING);
      return;
    }
    links.removeIf(old -> !old.open());
    links.add((SimLink) link);
    run.mesh.established(link);
  }
}
