package dev.mossspore.app;

import dev.mossspore.admin.AdminCounters;
import dev.mossspore.admin.AdminNode;
import dev.mossspore.admin.ConnectionRefusal;
import dev.mossspore.admin.Failure;
import dev.mossspore.catalogue.Catalogue;
import dev.mossspore.doctor.Doctor;
import dev.mossspore.mesh.Mesh;
import dev.mossspore.mesh.ProbeReport;
import dev.mossspore.mesh.ProbeRequester;
import dev.mossspore.monitor.MetricsText;
import dev.mossspore.monitor.NodeStatus;
import dev.mossspore.relay.Relay;
import dev.mossspore.transport.Transport;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Connects the admin API with the parts of the node it asks. */
final class AdminParts {
  private AdminParts() {}

  /**
   * The node as the admin API sees it.
   *
   * @param examination gathers what {@code doctor} judges
   */
  static AdminNode node(
      SporeContext context,
      InstantSource clock,
      Supplier<NodeStatus> status,
      Mesh mesh,
      Relay relay,
      Supplier<AdminNode.NetworkView> network,
      Examination examination) {
    Catalogue catalogue = Catalogue.load();
    Doctor doctor = new Doctor(catalogue);
    return new AdminNode(
        context.build(),
        status,
        mesh.views(),
        relay,
        network,
        peers -> doctor.examine(examination.facts(peers)),
        context.running(),
        context.reloads()::reload,
        context.outputs().events().ring(),
        context.outputs().events()::dropped,
        clock,
        catalogue);
  }

  /** How this node can be reached, asked anew each time. */
  static Supplier<AdminNode.NetworkView> network(
      SporeContext context, Transport transport, Transport.Listening bound, ProbeRequester probes) {
    return () -> {
      ProbeReport probed = probes.report();
      return new AdminNode.NetworkView(
          context.running().config().network().listenHost(),
          bound.tcp() && transport.tcp().listening(),
          transport.udp().listening(),
          probed.confirmed(),
          probed.asked() ? System.nanoTime() - probed.askedAt() : -1,
          LocalInterfaces.addresses());
    };
  }

  /** What the admin API did and refused. */
  static Consumer<MetricsText> metrics(AdminCounters counters) {
    return text -> {
      text.counter("admin_calls_total", "Calls of the admin API.", counters.calls().sum());
      text.counters(
          "admin_calls_refused_total",
          "Calls of the admin API that were refused.",
          "reason",
          Failure.class,
          counters.failures());
      text.counters(
          "admin_connections_refused_total",
          "Connections to the admin API that were turned away.",
          "reason",
          ConnectionRefusal.class,
          counters.connections());
      text.counter(
          "admin_events_dropped_total",
          "Events that a subscriber of the admin API did not get.",
          counters.eventsDropped().sum());
    };
  }
}
