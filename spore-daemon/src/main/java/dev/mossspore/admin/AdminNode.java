package dev.mossspore.admin;

import dev.mossspore.catalogue.Catalogue;
import dev.mossspore.doctor.Diagnosis;
import dev.mossspore.mesh.MeshViews;
import dev.mossspore.mesh.PeerReport;
import dev.mossspore.monitor.NodeStatus;
import dev.mossspore.observe.BuildInfo;
import dev.mossspore.observe.EventRing;
import dev.mossspore.relay.Relay;
import dev.mossspore.reload.ReloadReport;
import dev.mossspore.reload.RunningConfig;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The node as the admin API sees it: snapshots, questions that are answered on the node's own loop,
 * and one command.
 *
 * @param network what is known of how this node can be reached
 * @param diagnosis makes every check of {@code doctor}, given the peers; blocks on files
 * @param reload reads the configuration again and puts it in force; blocks until that is done
 * @param eventsDropped event lines that their output did not take
 * @param clock tells the times in answers
 */
public record AdminNode(
    BuildInfo build,
    Supplier<NodeStatus> status,
    MeshViews mesh,
    Relay relay,
    Supplier<NetworkView> network,
    Function<List<PeerReport>, Diagnosis> diagnosis,
    RunningConfig running,
    Supplier<ReloadReport> reload,
    EventRing events,
    LongSupplier eventsDropped,
    InstantSource clock,
    Catalogue catalogue) {

  /**
   * How this node can be reached.
   *
   * @param host that the peer sockets are bound to
   * @param tcpConfirmed whether a peer has dialled back
   * @param probedAgo how long ago one was last asked, in nanoseconds; negative if never
   * @param localAddresses of this host's interfaces
   */
  public record NetworkView(
      String host,
      boolean tcpListening,
      boolean udpListening,
      boolean tcpConfirmed,
      long probedAgo,
      List<String> localAddresses) {}
}
