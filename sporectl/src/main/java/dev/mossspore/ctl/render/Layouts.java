package dev.mossspore.ctl.render;

import dev.mossspore.ctl.view.ConfigView;
import dev.mossspore.ctl.view.DriftView;
import dev.mossspore.ctl.view.PeerView;
import dev.mossspore.ctl.view.SessionView;
import dev.mossspore.ctl.view.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tables of lists. */
public final class Layouts {
  /** Connected peers. */
  public static final Presentation<List<PeerView>, PeerView> PEERS =
      new Presentation<>(
          "peers/1",
          PeerView.class,
          peers -> peers,
          List.of(
              Column.<PeerView>text("PEER", peer -> Show.id(peer.id())),
              Column.<PeerView>text("ADDRESS", PeerView::address).cutShort(),
              Column.<PeerView>text("VIA", PeerView::carrier),
              Column.<PeerView>text("DIR", PeerView::direction).droppedAt(4),
              Column.<PeerView>number("AGE", peer -> Show.duration(peer.age())),
              Column.<PeerView>number("RTT", peer -> Show.duration(peer.rtt())),
              Column.<PeerView>number("IN", peer -> Show.bytes(peer.receivedBytes())).droppedAt(2),
              Column.<PeerView>number("OUT", peer -> Show.bytes(peer.sentBytes())).droppedAt(2),
              Column.<PeerView>number("ROUTES", peer -> Long.toString(peer.relaySessions()))
                  .droppedAt(3),
              Column.<PeerView>number("SCORE", peer -> Show.decimal(peer.score())).droppedAt(5),
              Column.toned("NOTES", Layouts::notes),
              Column.<PeerView>text("ID", PeerView::id).onlyWide()),
          "no peers",
          null);

  /** Carried relay sessions. */
  public static final Presentation<List<SessionView>, SessionView> SESSIONS =
      new Presentation<>(
          "sessions/1",
          SessionView.class,
          sessions -> sessions,
          List.of(
              Column.<SessionView>text("SESSION", session -> Show.id(session.id())),
              Column.<SessionView>text("FROM", session -> Show.id(session.initiator())),
              Column.<SessionView>text("TO", session -> Show.id(session.target())),
              Column.<SessionView>toned(
                  "STATE",
                  session ->
                      session.established()
                          ? new Cell("open", Tone.GOOD)
                          : new Cell("asking", Tone.WARNING)),
              Column.<SessionView>number("AGE", session -> Show.duration(session.age()))
                  .droppedAt(2),
              Column.<SessionView>number("IDLE", session -> Show.duration(session.idle()))
                  .droppedAt(3),
              Column.<SessionView>number("SENT", session -> Show.bytes(session.toTargetBytes())),
              Column.<SessionView>number("BACK", session -> Show.bytes(session.toInitiatorBytes())),
              Column.<SessionView>number("DROPPED", session -> Show.bytes(session.droppedBytes()))
                  .droppedAt(1),
              Column.<SessionView>text("ID", SessionView::id).onlyWide()),
          "no sessions",
          null);

  /** Effective configuration. */
  public static final Presentation<ConfigView, ConfigView.Setting> CONFIG =
      new Presentation<>(
          "config-show/1",
          ConfigView.Setting.class,
          ConfigView::settings,
          List.of(
              Column.<ConfigView.Setting>text("KEY", ConfigView.Setting::key),
              Column.<ConfigView.Setting>text("VALUE", setting -> value(setting.value()))
                  .cutShort(),
              Column.<ConfigView.Setting>text("SOURCE", ConfigView.Setting::source),
              Column.<ConfigView.Setting>text("PLACE", setting -> Show.text(setting.place()))
                  .cutShort(),
              Column.<ConfigView.Setting>toned("NOTES", Layouts::notes),
              Column.<ConfigView.Setting>text("DEFAULT", s -> value(s.defaultValue())).onlyWide(),
              Column.<ConfigView.Setting>text("RELOAD", ConfigView.Setting::reload).onlyWide()),
          "no settings",
          null);

  /** Differences of configurations. */
  public static final Presentation<DriftView, DriftView.Difference> DRIFT =
      new Presentation<>(
          "config-diff/1",
          DriftView.Difference.class,
          DriftView::differences,
          List.of(
              Column.<DriftView.Difference>text("KEY", DriftView.Difference::key),
              Column.<DriftView.Difference>text("HERE", drift -> value(drift.here())).cutShort(),
              Column.<DriftView.Difference>text("THERE", drift -> value(drift.there())).cutShort()),
          "no differences",
          null);

  private Layouts() {}

  static String value(@Nullable Object tree) {
    return dev.mossspore.ctl.tree.JsonText.line(tree);
  }

  static Tone tone(Severity severity) {
    return switch (severity) {
      case ERROR -> Tone.BAD;
      case WARNING -> Tone.WARNING;
      case INFO, UNKNOWN -> Tone.PLAIN;
    };
  }

  private static Cell notes(PeerView peer) {
    StringBuilder notes = new StringBuilder();
    append(notes, peer.graylisted(), "graylisted");
    append(notes, peer.missedPings() > 0, peer.missedPings() + " pings missed");
    append(notes, peer.staticPeer(), "static");
    append(notes, peer.relayCapable(), "relay");
    boolean bad = peer.graylisted() || peer.missedPings() > 0;
    return new Cell(notes.toString(), bad ? Tone.WARNING : Tone.PLAIN);
  }

  private static Cell notes(ConfigView.Setting setting) {
    if (setting.pending() != null) {
      return new Cell("after a restart: " + value(setting.pending()), Tone.WARNING);
    }
    return setting.effective()
        ? Cell.plain("")
        : new Cell("without effect in this version", Tone.WARNING);
  }

  private static void append(StringBuilder notes, boolean applies, String note) {
    if (applies) {
      notes.append(notes.isEmpty() ? "" : ", ").append(note);
    }
  }
}
