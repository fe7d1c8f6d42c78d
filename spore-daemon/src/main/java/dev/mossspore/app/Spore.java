package dev.mossspore.app;

import dev.mossspore.base.Log;
import dev.mossspore.base.PeerId;
import dev.mossspore.config.Keys;
import dev.mossspore.config.SporeConfig;
import dev.mossspore.crypto.Credentials;
import dev.mossspore.discovery.AdvertisedAddress;
import dev.mossspore.discovery.Capabilities;
import dev.mossspore.discovery.PeerCacheFile;
import dev.mossspore.discovery.lan.LanBeacon;
import dev.mossspore.mesh.Mesh;
import dev.mossspore.mesh.MeshEnvironment;
import dev.mossspore.mesh.MeshSettings;
import dev.mossspore.mesh.ProbeRequester;
import dev.mossspore.mesh.ProbeResponder;
import dev.mossspore.monitor.MonitorAccess;
import dev.mossspore.monitor.MonitorCounters;
import dev.mossspore.monitor.Monitored;
import dev.mossspore.monitor.NodeStatus;
import dev.mossspore.relay.Relay;
import dev.mossspore.relay.RelaySurroundings;
import dev.mossspore.reload.LivePart;
import dev.mossspore.reload.RunningConfig;
import dev.mossspore.transport.Transport;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * One running spore: everything that is started, in order, and stopped, in reverse (07 sections 5.1
 * and 5.3). Started and stopped by the main thread.
 */
final class Spore implements AutoCloseable {
  private static final Log LOG = Log.of("spore");
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final String NO_TCP = "tcp_listener_down";

  /** What Fly passes UDP on to; TCP it passes on to what is bound to all addresses only. */
  private static final String FLY = "fly-global-services";

  private final SporeContext context;
  private final SporeConfig config;
  private final InstantSource clock = InstantSource.system();
  private final NodeMetrics metrics = new NodeMetrics();
  private final Conditions unready = new Conditions();
  private final Drain drain;
  private final AtomicReference<StatusView> view;
  private final Deque<AutoCloseable> running = new ArrayDeque<>();

  private Spore(SporeContext context) {
    this.context = context;
    this.config = context.running().config();
    this.drain = new Drain(context.outputs().events());
    this.view = new AtomicReference<>(StatusView.notReady());
  }

  /** Starts a spore; whatever had been started before a failure is stopped again. */
  static Spore start(SporeContext context) throws FatalException {
    Spore spore = new Spore(context);
    try {
      spore.start();
      return spore;
    } catch (FatalException | RuntimeException e) {
      spore.close();
      throw e;
    }
  }

  /** What takes on nothing new once it is asked to. */
  Drain drain() {
    return drain;
  }

  private void start() throws FatalException {
    SecureRandom random = new SecureRandom();
    NodeIdentity identity = started(NodeIdentity.open(config.storage().identity(), random));
    ServiceLoop services = started(new ServiceLoop());
    startMonitor(services);
    AdminApi admin = started(AdminApi.bind(config.admin(), context.degraded()));
    MeshThread loop = new MeshThread();
    MeshLink late = new MeshLink();
    Credentials credentials = Credentials.of(identity.identity(), config.network().networkId());
    Transport transport =
        started(new Transport(credentials, random, !config.transport().highThroughput(), late));
    // Bound before the mesh exists, because the mesh announces the port that was bound.
    Transport.Listening listening = bind(transport);
    int port = listening.port();
    Mesh mesh =
        new Mesh(
            identity.identity(),
            meshSettings(config, port),
            new MeshEnvironment(
                loop,
                transport.verifier(),
                System::nanoTime,
                random,
                transport::dial,
                context.outputs().events()));
    ProbeRequester probes = new ProbeRequester(mesh.peers(), random, System::nanoTime);
    mesh.add(probes);
    mesh.add(new ProbeResponder(transport.tcp()::connects, loop, System::nanoTime));
    Relay relay = relay(identity, mesh, probes);
    late.connect(mesh);
    started(() -> stopMesh(loop, mesh));
    loop.repeat(TICK, mesh::tick);
    drain.with(mesh::drain);
    drain.with(() -> loop.execute(relay::drain));
    PeerSearch search =
        started(
            peerSearch(identity.identity().peerId(), mesh, port, random, saving(identity, mesh)));
    search.configure(config.discovery());
    drain.with(search::hide);
    obeyReloads(mesh, transport, search, port);
    context.running().live(RelayParts.live(relay, loop), RelayParts.KEYS);
    metrics.add(NodeMetrics.of(context, mesh));
    metrics.add(RelayParts.metrics(context, relay, transport));
    metrics.add(NodeMetrics.of(transport));
    metrics.add(NodeMetrics.of(search));
    metrics.add(AdminParts.metrics(admin.counters()));
    view.set(StatusView.of(context, identity, mesh, relay, loop, transport, port, drain, unready));
    LOG.info(
        "node started",
        "mesh",
        config.network().meshId(),
        "key",
        identity.identity().peerId().fingerprint(),
        "nat",
        StatusView.NAT_UNKNOWN,
        "port",
        port);
    var network = AdminParts.network(context, transport, listening, probes);
    Examination examination = new Examination(context, admin, this::status, network);
    admin.serve(
        AdminParts.node(context, clock, this::status, mesh, relay, network, examination),
        services.group());
  }

  /** Says that the node is on its way down, then stops everything in reverse order of its start. */
  @Override
  public void close() {
    view.updateAndGet(StatusView::stopping);
    while (!running.isEmpty()) {
      AutoCloseable part = running.pop();
      try {
        part.close();
      } catch (Exception e) {
        LOG.error("stopping failed", "part", part.getClass().getSimpleName(), "error", e);
      }
    }
  }

  /** Puts relaying on top of the mesh. */
  private Relay relay(NodeIdentity identity, Mesh mesh, ProbeRequester probes) {
    Path quotaFile = config.storage().state().resolve(QuotaFile.NAME);
    Relay relay =
        new Relay(
            identity.identity().peerId(),
            RelayParts.settings(config.relay()),
            mesh.peers(),
            System::nanoTime,
            new RelaySurroundings(
                probes::reachability,
                context.outputs().events(),
                clock,
                QuotaFile.load(quotaFile)));
    mesh.add(relay);
    started(
        QuotaFile.keep(
            quotaFile,
            () -> context.running().config().relay().quotaBytes() > 0,
            relay::quotaUse,
            context.degraded()));
    return relay;
  }

  private NodeStatus status() {
    return view.get().status();
  }

  private void startMonitor(ServiceLoop services) throws FatalException {
    MonitorCounters counters = new MonitorCounters();
    metrics.add(NodeMetrics.of(context, counters));
    LiveMonitor monitor =
        new LiveMonitor(
            new Monitored(
                this::status,
                context.build(),
                this::monitorAccess,
                metrics::text,
                counters,
                services.group()));
    try {
      started(monitor).start(config.monitor());
    } catch (IOException e) {
      throw new FatalException(ExitCode.FAILED, String.valueOf(e.getMessage()));
    }
    context.running().live(monitor, LiveMonitor.KEYS);
  }

  private MonitorAccess monitorAccess() {
    SporeConfig.Monitor current = context.running().config().monitor();
    return new MonitorAccess(current.infoPublic(), current.metrics());
  }

  /** What of the configuration may change while the node runs, part by part. */
  private void obeyReloads(Mesh mesh, Transport transport, PeerSearch search, int port) {
    RunningConfig live = context.running();
    live.live(
        LivePart.of(next -> mesh.reconfigure(meshSettings(next, port))),
        Keys.MAX_PEERS,
        Keys.STATIC_PEERS,
        Keys.ADVERTISE_ADDR);
    live.live(
        LivePart.of(next -> transport.padData(!next.transport().highThroughput())),
        Keys.TRANSPORT_HIGH_THROUGHPUT);
    live.live(LivePart.of(next -> search.configure(next.discovery())), PeerSearch.KEYS);
    // Asked for at each request.
    live.live(LivePart.of(next -> {}), Keys.MONITOR_INFO_PUBLIC, Keys.MONITOR_METRICS);
  }

  /** Remembers peers, if the node is the same after a restart; what is returned saves them soon. */
  private Runnable saving(NodeIdentity identity, Mesh mesh) {
    if (identity.file() == null) {
      return () -> {};
    }
    Path file = config.storage().state().resolve(PeerCacheFile.NAME);
    return started(PeerCache.start(new PeerCacheFile(file), mesh, context.degraded()))::soon;
  }

  private PeerSearch peerSearch(
      PeerId self, Mesh mesh, int port, RandomGenerator random, Runnable roundEnded) {
    AdvertisedAddress advertised = meshSettings(config, port).advertisedAddress();
    String networkId = config.network().networkId();
    Supplier<LanBeacon> beacon =
        () ->
            new LanBeacon(
                networkId, self, port, mesh.status().advertisedAddress(), Capabilities.UNPROBED);
    return new PeerSearch(
        networkId,
        mesh,
        () -> advertised.announcePort(mesh.status().advertisedAddress()),
        context.outputs().events(),
        beacon,
        unready,
        roundEnded,
        random);
  }

  private static MeshSettings meshSettings(SporeConfig config, int port) {
    return new MeshSettings(
        config.network().maxPeers(),
        new AdvertisedAddress(
            Optional.ofNullable(config.network().advertise()), LocalInterfaces.bestAddress(), port),
        config.discovery().staticPeers());
  }

  private Transport.Listening bind(Transport transport) throws FatalException {
    int wanted = config.network().listenPort();
    try {
      InetAddress host = listenAddress();
      Transport.Listening listening =
          config.network().listenHost().equals(FLY)
              ? transport.listen(host, InetAddress.ofLiteral("0.0.0.0"), wanted)
              : transport.listen(host, wanted);
      context.degraded().set(NO_TCP, !listening.tcp());
      unready.set(NO_TCP, !listening.tcp());
      if (!listening.tcp()) {
        LOG.warn("TCP cannot listen, only UDP peers can dial this spore", "port", listening.port());
      }
      return listening;
    } catch (IOException e) {
      throw new FatalException(ExitCode.FAILED, "listen_port %d: %s".formatted(wanted, cause(e)));
    }
  }

  /** The reference listens on IPv4 alone, so a name is resolved to an IPv4 address. */
  private InetAddress listenAddress() throws FatalException {
    String host = config.network().listenHost();
    try {
      return Arrays.stream(InetAddress.getAllByName(host))
          .filter(Inet4Address.class::isInstance)
          .findFirst()
          .orElseThrow(() -> new UnknownHostException("it has no IPv4 address"));
    } catch (UnknownHostException e) {
      throw new FatalException(
          ExitCode.FAILED, "listen_host %s cannot be resolved: %s".formatted(host, e.getMessage()));
    }
  }

  /**
   * What the system said, without the call and the error number that Netty's epoll puts in front.
   */
  private static String cause(IOException e) {
    String text = String.valueOf(e.getMessage()).replaceFirst("^.*error\\(-?\\d+\\): ", "");
    return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
  }

  private static void stopMesh(MeshThread loop, Mesh mesh) {
    loop.execute(mesh::stop);
    loop.close();
  }

  private <T extends AutoCloseable> T started(T part) {
    running.push(part);
    return part;
  }
}
