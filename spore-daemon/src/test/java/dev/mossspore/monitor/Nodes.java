package dev.mossspore.monitor;

import dev.mossspore.base.HostPort;
import dev.mossspore.base.PeerId;
import dev.mossspore.monitor.NodeInfo.KnownPeer;
import dev.mossspore.monitor.NodeInfo.Peer;
import dev.mossspore.monitor.NodeInfo.Relay;
import dev.mossspore.observe.BuildInfo;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Nodes to report on, and servers that do. */
final class Nodes {
  static final PeerId KEY =
      PeerId.parse("2e32f8f0c04d8fd0349791fddbf7f50245a3bd78e13f3a468d9789231487b8dc");
  static final HostPort LOOPBACK = new HostPort("127.0.0.1", 0);
  static final BuildInfo BUILD =
      new BuildInfo(
          "0.1.0",
          "a1b2c3d4e5f60718293a4b5c6d7e8f9012345678",
          "2026-05-26T18:00:00Z",
          "25.0.1",
          "linux",
          "amd64");

  private static final EventLoopGroup LOOP =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("monitor-tests", true), NioIoHandler.newFactory());

  private Nodes() {}

  /** Shows everything to everybody. */
  static Monitored monitored(StatusSource source) {
    return monitored(source, new MonitorAccess(true, true));
  }

  static Monitored monitored(StatusSource source, MonitorAccess access) {
    return new Monitored(
        source,
        BUILD,
        () -> access,
        () -> new MetricsText().gauge("peers", "Connected peers.", 1),
        new MonitorCounters(),
        LOOP);
  }

  static NodeStatus running(NodeInfo info) {
    return new NodeStatus.Running(info, List.of(), List.of());
  }

  /** Just started, on the reference's loopback network. */
  static NodeInfo quiet(String natType) {
    return info("global", "127.0.0.1:47001", natType, List.of(), List.of(), Relay.NONE);
  }

  static NodeInfo info(
      String mesh,
      String advertised,
      String natType,
      List<Peer> peers,
      List<KnownPeer> known,
      Relay relay) {
    return new NodeInfo(
        mesh,
        47001,
        advertised,
        peers,
        known,
        relay,
        List.of(),
        natType,
        KEY,
        true,
        false,
        Duration.ofMillis(9900),
        false,
        NodeInfo.Identity.LOADED,
        List.of("tcp_listener_down"),
        1);
  }

  static PeerId peer(int number) {
    byte[] key = new byte[PeerId.LENGTH];
    key[0] = (byte) number;
    return PeerId.of(key);
  }

  static MonitorServer server(StatusSource source) throws IOException {
    return MonitorServer.start(LOOPBACK, monitored(source));
  }

  static MonitorServer server(StatusSource source, MonitorLimits limits) throws IOException {
    return MonitorServer.start(LOOPBACK, monitored(source), limits);
  }
}
