package dev.mossspore.ctl.render;

import dev.mossspore.ctl.view.NodeView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The state of spores: one row each, or everything about one. */
public final class StatusLayout {
  /** How {@code status} shows. */
  public static final Presentation<NodeView, NodeView> STATUS =
      new Presentation<>(
          "status/1",
          NodeView.class,
          List::of,
          List.of(
              Column.toned("STATE", StatusLayout::state),
              Column.<NodeView>text("VERSION", node -> node.build().version()).droppedAt(4),
              Column.<NodeView>number("UPTIME", node -> Show.duration(node.uptime())),
              Column.<NodeView>text("NAT", node -> Show.text(node.natType())).droppedAt(3),
              Column.<NodeView>number(
                  "PEERS", node -> Show.of(node.peers().direct(), node.peers().limit())),
              Column.<NodeView>number(
                  "ROUTES", node -> Show.of(node.relay().sessions(), node.relay().sessionsLimit())),
              Column.<NodeView>number("RATE", node -> Show.rate(node.relay().bytesPerSecond()))
                  .droppedAt(2),
              Column.<NodeView>number("MEM", node -> Show.bytes(node.resources().residentBytes()))
                  .droppedAt(5),
              Column.<NodeView>number("GEN", node -> Long.toString(node.config().generation()))
                  .droppedAt(6),
              Column.toned("SUPERNODE", StatusLayout::supernode).cutShort(),
              Column.<NodeView>number("CLOCK", node -> Show.duration(node.clockOffset()))
                  .onlyWide(),
              Column.<NodeView>number("RELAYED", node -> Show.bytes(node.relay().forwardedBytes()))
                  .onlyWide(),
              Column.<NodeView>text("ADDRESS", node -> Show.text(node.advertisedAddress()))
                  .onlyWide(),
              Column.<NodeView>text("COMMIT", node -> Show.id(node.build().commit())).onlyWide(),
              Column.<NodeView>text("KEY", node -> Show.id(node.publicKey())).onlyWide()),
          "no state",
          StatusLayout::details);

  private StatusLayout() {}

  private static Cell state(NodeView node) {
    if (!node.health().equals("ok")) {
      return new Cell(Show.text(node.health()), Tone.BAD);
    }
    if (node.draining()) {
      return new Cell("draining", Tone.WARNING);
    }
    if (!node.ready()) {
      return new Cell("not_ready", Tone.WARNING);
    }
    return node.degraded().isEmpty()
        ? new Cell("ok", Tone.GOOD)
        : new Cell("degraded", Tone.WARNING);
  }

  private static Cell supernode(NodeView node) {
    if (node.promotion().supernode()) {
      return new Cell("yes", Tone.GOOD);
    }
    String reasons = String.join(", ", node.promotion().blockedBy());
    return new Cell(reasons.isEmpty() ? "no" : "no: " + reasons, Tone.PLAIN);
  }

  private static List<Line> details(NodeView node) {
    List<Line> lines = new ArrayList<>();
    Cell state = state(node);
    lines.add(new Line("state", state));
    reasons(lines, "faults", node.faults(), Tone.BAD);
    reasons(lines, "not ready", node.unready(), Tone.WARNING);
    reasons(lines, "degraded", node.degraded(), Tone.WARNING);
    lines.add(Line.of("uptime", Show.duration(node.uptime())));
    lines.add(Line.of("version", version(node.build())));
    lines.add(Line.of("public key", node.publicKey() + " (" + Show.text(node.identity()) + ")"));
    lines.add(Line.of("mesh", Show.text(node.meshId())));
    lines.add(Line.of("address", Show.text(node.advertisedAddress())));
    lines.add(Line.of("port", node.listenPort() + " tcp and udp"));
    lines.add(Line.of("nat", Show.text(node.natType())));
    lines.add(new Line("supernode", supernode(node)));
    NodeView.Peers peers = node.peers();
    lines.add(
        Line.of(
            "peers",
            "%s direct, %d relayed, %d known, %d of them can relay"
                .formatted(
                    Show.of(peers.direct(), peers.limit()),
                    peers.relayed(),
                    peers.known(),
                    peers.relayCapable())));
    lines.add(Line.of("relay", relay(node.relay())));
    lines.add(Line.of("memory", memory(node.resources())));
    lines.add(
        Line.of(
            "open files",
            Show.of(node.resources().openFiles(), node.resources().openFilesLimit())));
    lines.add(
        Line.of(
            "configuration",
            "%s, generation %d"
                .formatted(
                    node.config().file() == null ? "no file" : node.config().file(),
                    node.config().generation())));
    reasons(lines, "restart for", node.config().restartRequired(), Tone.WARNING);
    lines.add(Line.of("clock", clock(node.clockOffset())));
    return lines;
  }

  private static String clock(Duration offset) {
    return Show.duration(offset.abs())
        + (offset.isNegative() ? " behind this host's" : " ahead of this host's");
  }

  private static void reasons(List<Line> lines, String label, List<String> reasons, Tone tone) {
    if (!reasons.isEmpty()) {
      lines.add(Line.of(label, String.join(", ", reasons), tone));
    }
  }

  private static String version(NodeView.Build build) {
    return "%s (%s) on %s, %s/%s"
        .formatted(
            build.version(), Show.id(build.commit()), build.runtime(), build.os(), build.arch());
  }

  private static String relay(NodeView.Relay relay) {
    if (!relay.enabled()) {
      return "off";
    }
    String quota =
        relay.quotaBytes() == 0
            ? ""
            : ", %s of %s of the quota"
                .formatted(Show.bytes(relay.quotaUsedBytes()), Show.bytes(relay.quotaBytes()));
    return "%s routes, %s of %s, %s forwarded, %s dropped%s"
        .formatted(
            Show.of(relay.sessions(), relay.sessionsLimit()),
            Show.rate(relay.bytesPerSecond()),
            Show.rate(relay.limitBytesPerSecond()),
            Show.bytes(relay.forwardedBytes()),
            Show.bytes(relay.droppedBytes()),
            quota);
  }

  private static String memory(NodeView.Resources resources) {
    String limit =
        resources.memoryLimitBytes() == 0 ? "" : " of " + Show.bytes(resources.memoryLimitBytes());
    return "%s%s resident, %s heap, %s direct, %d threads"
        .formatted(
            Show.bytes(resources.residentBytes()),
            limit,
            Show.bytes(resources.heapBytes()),
            Show.bytes(resources.directBytes()),
            resources.threads());
  }
}
