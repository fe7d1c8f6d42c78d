package dev.mossspore.relay;

import dev.mossspore.base.HostPort;
import dev.mossspore.base.PeerId;
import dev.mossspore.crypto.Identity;
import dev.mossspore.discovery.AdvertisedAddress;
import dev.mossspore.event.SporeEvent;
import dev.mossspore.mesh.FakeLink;
import dev.mossspore.mesh.Mesh;
import dev.mossspore.mesh.MeshEnvironment;
import dev.mossspore.mesh.MeshSettings;
import dev.mossspore.mesh.Reachability;
import dev.mossspore.transport.Carrier;
import dev.mossspore.wire.Envelope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A relay on a mesh without wires, in the time of the test. */
final class MeshBench {
  private final Map<PeerId, FakeLink> links = new LinkedHashMap<>();
  private final List<SporeEvent> events = new ArrayList<>();
  private final Mesh mesh;
  private final Relay relay;
  private Reachability reachability = Reachability.PUBLIC;
  private @Nullable Queue<Runnable> held;
  private long now;

  MeshBench(Identity self, RelaySettings settings) {
    this.mesh =
        new Mesh(
            self,
            new MeshSettings(
                50,
                new AdvertisedAddress(
                    Optional.of(new HostPort("203.0.113.10", 41030)), Optional.empty(), 1),
                List.of()),
            new MeshEnvironment(
                this::run,
                Runnable::run,
                () -> now,
                new Random(1),
                (target, key, streamAlone) -> new CompletableFuture<>(),
                events::add));
    this.relay =
        new Relay(
            self.peerId(),
            settings,
            mesh.peers(),
            () -> now,
            new RelaySurroundings(
                () -> reachability,
                events::add,
                () -> Instant.EPOCH.plusNanos(now),
                QuotaUse.NONE));
    mesh.add(relay);
  }

  Relay relay() {
    return relay;
  }

  Mesh mesh() {
    return mesh;
  }

  void reachability(Reachability value) {
    reachability = value;
  }

  FakeLink connect(Identity peer) {
    return connect(peer.peerId());
  }

  /** Connects a peer from an address of its own. */
  FakeLink connect(PeerId peer) {
    FakeLink link =
        new FakeLink(
            peer, Carrier.TCP, false, new HostPort("198.51.100." + (links.size() + 1), 4001));
    links.put(peer, link);
    mesh.established(link);
    return link;
  }

  FakeLink link(PeerId peer) {
    return Objects.requireNonNull(links.get(peer));
  }

  void advance(Duration time) {
    now += time.toNanos();
  }

  void tick() {
    mesh.tick();
  }

  /** Lets seconds pass for the relay alone, so that the peers need not answer pings. */
  void seconds(int count) {
    for (int i = 0; i < count; i++) {
      advance(Duration.ofSeconds(1));
      relay.tick(now);
    }
  }

  /** From here on the mesh loop does nothing until it is let go on. */
  void holdLoop() {
    held = new ArrayDeque<>();
  }

  void releaseLoop() {
    Queue<Runnable> tasks = Objects.requireNonNull(held);
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
    held = null;
  }

  /** What each peer was sent since the last call. */
  Map<PeerId, List<Envelope>> takeSent() {
    Map<PeerId, List<Envelope>> sent = new LinkedHashMap<>();
    links.forEach((peer, link) -> sent.put(peer, link.takeSent()));
    return sent;
  }

  /** Codes of the events since the last call, without arrivals. */
  List<Integer> takeEvents() {
    List<Integer> codes =
        events.stream().map(event -> event.kind().code()).filter(code -> code != 1).toList();
    events.clear();
    return codes;
  }

  private void run(Runnable task) {
    if (held == null) {
      task.run();
    } else {
      held.add(task);
    }
  }
}
