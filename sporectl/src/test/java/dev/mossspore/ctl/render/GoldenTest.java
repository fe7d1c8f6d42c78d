package dev.mossspore.ctl.render;

import dev.mossspore.ctl.fleet.Envelope;
import dev.mossspore.ctl.fleet.Outcome;
import dev.mossspore.ctl.testing.Golden;
import dev.mossspore.ctl.testing.Views;
import dev.mossspore.ctl.view.ConfigCheckView;
import dev.mossspore.ctl.view.DoctorView;
import dev.mossspore.ctl.view.DriftView;
import dev.mossspore.ctl.view.FindingView;
import dev.mossspore.ctl.view.NetcheckView;
import dev.mossspore.ctl.view.ReloadView;
import dev.mossspore.ctl.view.WhyView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every kind of answer in every format, beside a host that gave none: the machine formats are a
 * contract of version 1.
 */
@Tag("unit")
class GoldenTest {
  private static final Instant THEN = Instant.parse("2026-05-26T18:00:00.123Z");

  @ParameterizedTest
  @EnumSource
  void status(Format format) {
    check(
        "status",
        StatusLayout.STATUS,
        format,
        List.of(Views.finding()),
        Views.well(),
        Views.unwell());
  }

  @ParameterizedTest
  @EnumSource
  void peers(Format format) {
    check("peers", Layouts.PEERS, format, null, Views.peers());
  }

  @ParameterizedTest
  @EnumSource
  void sessions(Format format) {
    check("sessions", Layouts.SESSIONS, format, null, Views.sessions());
  }

  @ParameterizedTest
  @EnumSource
  void doctor(Format format) {
    check(
        "doctor",
        ReportLayouts.DOCTOR,
        format,
        null,
        new DoctorView(12, List.of(Views.finding())),
        new DoctorView(12, List.of()));
  }

  @ParameterizedTest
  @EnumSource
  void why(Format format) {
    WhyView why =
        new WhyView(
            Views.KEY,
            List.of(Views.finding()),
            Views.peers().getFirst(),
            List.of("198.51.100.4:4001"),
            THEN,
            "refused",
            null);
    WhyView away =
        new WhyView(Views.KEY, List.of(Views.finding()), null, List.of(), null, null, null);
    check("why", ReportLayouts.WHY, format, null, why, away);
  }

  @ParameterizedTest
  @EnumSource
  void netcheck(Format format) {
    NetcheckView net =
        new NetcheckView(
            "full_cone",
            "203.0.113.7:4001",
            "0.0.0.0",
            4001,
            true,
            true,
            true,
            false,
            THEN,
            List.of(
                new NetcheckView.Observation("203.0.113.7:4001", Views.KEY, Duration.ofSeconds(9))),
            List.of("192.0.2.1"));
    check("netcheck", ReportLayouts.NETCHECK, format, null, net);
  }

  @ParameterizedTest
  @EnumSource
  void configShow(Format format) {
    check("config-show", Layouts.CONFIG, format, null, Views.config(50));
  }

  @ParameterizedTest
  @EnumSource
  void configCheck(Format format) {
    ConfigCheckView check =
        new ConfigCheckView(
            false,
            List.of(new ConfigCheckView.Problem("max_peers", "c.json:3:4", "max_peers: too small")),
            List.of(),
            List.of(new ConfigCheckView.Change("max_peers", 200, 0, "live")));
    check("config-check", ReportLayouts.CHECK, format, null, check);
  }

  @ParameterizedTest
  @EnumSource
  void configDiff(Format format) {
    check(
        "config-diff",
        Layouts.DRIFT,
        format,
        null,
        new DriftView(
            "most of the hosts", List.of(new DriftView.Difference("max_peers", 50, 200))));
  }

  @ParameterizedTest
  @EnumSource
  void reload(Format format) {
    ReloadView reload =
        new ReloadView(
            true, 4, List.of("max_peers"), List.of("listen_port"), List.of(), List.of(), List.of());
    check("reload", ReportLayouts.RELOAD, format, null, reload);
  }

  @Test
  void oneHostInFull() {
    golden(
        "status-one.txt",
        StatusLayout.STATUS,
        Format.TABLE,
        null,
        Views.ok("web01", 9, Views.unwell()));
    golden(
        "doctor-one.txt",
        ReportLayouts.DOCTOR,
        Format.TABLE,
        null,
        Views.ok("web01", 9, new DoctorView(12, List.of(Views.finding()))));
  }

  @SafeVarargs
  private static <T, R extends Record> void check(
      String name,
      Presentation<T, R> presentation,
      Format format,
      @Nullable List<FindingView> findings,
      T... answers) {
    List<Envelope<T>> envelopes = new java.util.ArrayList<>();
    for (int i = 0; i < answers.length; i++) {
      envelopes.add(Views.ok("web0" + (i + 1), 9 + i, answers[i]));
    }
    envelopes.add(Views.failed("web09", Outcome.TIMED_OUT, "timed_out", "no answer within 5 s"));
    golden("%s.%s".formatted(name, format), presentation, format, findings, envelopes);
  }

  private static <T, R extends Record> void golden(
      String file,
      Presentation<T, R> presentation,
      Format format,
      @Nullable List<FindingView> findings,
      Envelope<T> envelope) {
    golden(file, presentation, format, findings, List.of(envelope));
  }

  private static <T, R extends Record> void golden(
      String file,
      Presentation<T, R> presentation,
      Format format,
      @Nullable List<FindingView> findings,
      List<Envelope<T>> envelopes) {
    Printer.Printed printed =
        new Printer<>(presentation, format, Screen.PLAIN).print(envelopes, findings);
    String errors = printed.err().isEmpty() ? "" : "-- standard error:\n" + printed.err();
    Golden.check(file, printed.out() + errors);
  }
}
