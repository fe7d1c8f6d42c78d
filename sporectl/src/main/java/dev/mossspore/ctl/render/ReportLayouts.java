package dev.mossspore.ctl.render;

import dev.mossspore.ctl.view.ConfigCheckView;
import dev.mossspore.ctl.view.DoctorView;
import dev.mossspore.ctl.view.FindingView;
import dev.mossspore.ctl.view.NetcheckView;
import dev.mossspore.ctl.view.ReloadView;
import dev.mossspore.ctl.view.Severity;
import dev.mossspore.ctl.view.WhyView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Answers in words: why, doctor, netcheck, checks and reloads. */
public final class ReportLayouts {
  private static final List<Column<FindingView>> FINDINGS =
      List.of(
          Column.toned("SEVERITY", ReportLayouts::severity),
          Column.<FindingView>text("CODE", FindingView::code),
          Column.<FindingView>text("SUBJECT", finding -> Show.text(finding.subject())).cutShort(),
          Column.<FindingView>text("WHAT", FindingView::message).cutShort());

  /** Findings of a spore about itself. */
  public static final Presentation<DoctorView, FindingView> DOCTOR =
      new Presentation<>(
          "doctor/1",
          FindingView.class,
          DoctorView::findings,
          FINDINGS,
          "nothing found",
          doctor -> {
            List<Line> lines = findings(doctor.findings());
            lines.add(
                Line.of(
                    "checks",
                    doctor.checks() + " made, " + doctor.findings().size() + " findings"));
            return lines;
          });

  /** Reasons why a peer is connected or not. */
  public static final Presentation<WhyView, FindingView> WHY =
      new Presentation<>(
          "why/1",
          FindingView.class,
          WhyView::findings,
          FINDINGS,
          "no reasons",
          ReportLayouts::why);

  /** The network as a spore sees it. */
  public static final Presentation<NetcheckView, NetcheckView> NETCHECK =
      new Presentation<>(
          "netcheck/1",
          NetcheckView.class,
          List::of,
          List.of(
              Column.<NetcheckView>text("NAT", net -> Show.text(net.natType())),
              Column.<NetcheckView>text("ADDRESS", net -> Show.text(net.advertisedAddress())),
              Column.toned("TCP", net -> reachable(net.tcpListening(), net.reachableTcp())),
              Column.toned("UDP", net -> reachable(net.udpListening(), net.reachableUdp())),
              Column.<NetcheckView>number(
                  "SEEN BY", net -> Integer.toString(net.observations().size())),
              Column.<NetcheckView>text("PROBED", net -> Show.time(net.probed())).droppedAt(1)),
          "no answer",
          ReportLayouts::netcheck);

  /** A configuration that was looked at. */
  public static final Presentation<ConfigCheckView, ConfigCheckView> CHECK =
      new Presentation<>(
          "config-check/1",
          ConfigCheckView.class,
          List::of,
          List.of(
              Column.toned("VERDICT", check -> verdict(check.accepted())),
              Column.<ConfigCheckView>text("PROBLEMS", check -> problems(check.problems()))
                  .cutShort(),
              Column.<ConfigCheckView>number(
                  "WARNINGS", check -> Integer.toString(check.warnings().size())),
              Column.<ConfigCheckView>text(
                      "WOULD CHANGE",
                      check ->
                          Show.list(
                              check.changes().stream().map(ConfigCheckView.Change::key).toList()))
                  .cutShort()),
          "no answer",
          ReportLayouts::check);

  /** A reload that was made or refused. */
  public static final Presentation<ReloadView, ReloadView> RELOAD =
      new Presentation<>(
          "reload/1",
          ReloadView.class,
          List::of,
          List.of(
              Column.toned("VERDICT", reload -> verdict(reload.accepted())),
              Column.<ReloadView>number("GEN", reload -> Long.toString(reload.generation())),
              Column.<ReloadView>text("APPLIED", reload -> Show.list(reload.applied())).cutShort(),
              Column.<ReloadView>text(
                      "NEEDS A RESTART", reload -> Show.list(reload.restartRequired()))
                  .cutShort(),
              Column.<ReloadView>text("PROBLEMS", reload -> problems(reload.problems()))
                  .cutShort()),
          "no answer",
          ReportLayouts::reload);

  private ReportLayouts() {}

  static List<Line> findings(List<FindingView> findings) {
    List<Line> lines = new ArrayList<>();
    for (FindingView finding : findings) {
      Cell severity = severity(finding);
      String subject = finding.subject().isEmpty() ? "" : finding.subject() + ": ";
      lines.add(
          Line.of(
              severity.text(),
              "%s%s [%s]".formatted(subject, finding.message(), finding.code()),
              severity.tone()));
      if (!finding.fix().isEmpty()) {
        lines.add(Line.of("", finding.fix()));
      }
    }
    return lines;
  }

  private static List<Line> why(WhyView why) {
    List<Line> lines = new ArrayList<>();
    lines.add(Line.of("peer", why.peer()));
    var connected = why.connected();
    lines.add(
        connected == null
            ? Line.of("connected", "no", Tone.WARNING)
            : Line.of(
                "connected",
                "yes, over %s to %s, for %s"
                    .formatted(
                        connected.carrier(), connected.address(), Show.duration(connected.age())),
                Tone.GOOD));
    lines.addAll(findings(why.findings()));
    lines.add(Line.of("addresses", Show.list(why.addresses())));
    if (why.lastDial() != null) {
      lines.add(
          Line.of("last dial", Show.time(why.lastDial()) + ", " + Show.text(why.lastDialResult())));
    }
    if (why.nextDial() != null) {
      lines.add(Line.of("next dial", Show.time(why.nextDial())));
    }
    return lines;
  }

  private static List<Line> netcheck(NetcheckView net) {
    List<Line> lines = new ArrayList<>();
    lines.add(Line.of("nat", Show.text(net.natType())));
    lines.add(Line.of("address", Show.text(net.advertisedAddress())));
    lines.add(Line.of("listens on", net.listenHost() + " port " + net.listenPort()));
    lines.add(new Line("tcp", reachable(net.tcpListening(), net.reachableTcp())));
    lines.add(new Line("udp", reachable(net.udpListening(), net.reachableUdp())));
    lines.add(Line.of("last probed", Show.time(net.probed())));
    lines.add(Line.of("own addresses", Show.list(net.localAddresses())));
    for (NetcheckView.Observation seen : net.observations()) {
      lines.add(
          Line.of(
              "seen as",
              "%s by %s, %s ago"
                  .formatted(seen.address(), Show.id(seen.observer()), Show.duration(seen.age()))));
    }
    return lines;
  }

  private static List<Line> check(ConfigCheckView check) {
    List<Line> lines = new ArrayList<>();
    lines.add(new Line("verdict", verdict(check.accepted())));
    problems(lines, "problem", check.problems(), Tone.BAD);
    problems(lines, "warning", check.warnings(), Tone.WARNING);
    for (ConfigCheckView.Change change : check.changes()) {
      lines.add(
          Line.of(
              "change",
              "%s: %s would become %s (%s)"
                  .formatted(
                      change.key(),
                      Layouts.value(change.running()),
                      Layouts.value(change.candidate()),
                      change.reload())));
    }
    if (check.changes().isEmpty() && check.accepted()) {
      lines.add(Line.of("change", "none against what is running"));
    }
    return lines;
  }

  private static List<Line> reload(ReloadView reload) {
    List<Line> lines = new ArrayList<>();
    lines.add(new Line("reload", verdict(reload.accepted())));
    lines.add(Line.of("generation", Long.toString(reload.generation())));
    problems(lines, "problem", reload.problems(), Tone.BAD);
    problems(lines, "warning", reload.warnings(), Tone.WARNING);
    lines.add(Line.of("applied", Show.list(reload.applied())));
    lines.add(
        Line.of(
            "needs a restart",
            Show.list(reload.restartRequired()),
            reload.restartRequired().isEmpty() ? Tone.PLAIN : Tone.WARNING));
    if (!reload.withoutEffect().isEmpty()) {
      lines.add(Line.of("without effect", Show.list(reload.withoutEffect())));
    }
    return lines;
  }

  private static void problems(
      List<Line> lines, String label, List<ConfigCheckView.Problem> problems, Tone tone) {
    problems.forEach(problem -> lines.add(Line.of(label, problem(problem), tone)));
  }

  private static String problems(List<ConfigCheckView.Problem> problems) {
    return Show.list(problems.stream().map(ReportLayouts::problem).toList());
  }

  private static String problem(ConfigCheckView.Problem problem) {
    String message = problem.message();
    String key =
        problem.key().isEmpty() || message.startsWith(problem.key()) ? "" : problem.key() + ": ";
    return key + message + (problem.place() == null ? "" : " (" + problem.place() + ")");
  }

  private static Cell verdict(boolean accepted) {
    return accepted ? new Cell("accepted", Tone.GOOD) : new Cell("refused", Tone.BAD);
  }

  private static Cell reachable(boolean listening, boolean reachable) {
    if (!listening) {
      return new Cell("not listening", Tone.BAD);
    }
    return reachable
        ? new Cell("reachable", Tone.GOOD)
        : new Cell("not proven reachable", Tone.WARNING);
  }

  private static Cell severity(FindingView finding) {
    Severity severity = finding.severity();
    return new Cell(severity.name().toLowerCase(Locale.ROOT), Layouts.tone(severity));
  }
}
