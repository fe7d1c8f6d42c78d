package dev.mossspore.ctl.command;

import dev.mossspore.ctl.action.Questions;
import dev.mossspore.ctl.fleet.Envelope;
import dev.mossspore.ctl.fleet.FanOut;
import dev.mossspore.ctl.render.Presentation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Mixin;

/**
 * A command for which each host has any number of rows: some of them, in order, again and again.
 */
abstract class RowCommand<R extends Record> extends FleetCommand<List<R>, R> {
  @Mixin RowOptions rows = new RowOptions();
  @Mixin WatchOptions watch = new WatchOptions();

  private final Presentation<List<R>, R> presentation;
  private final Function<Questions, FanOut.Question<List<R>>> question;

  RowCommand(
      Presentation<List<R>, R> presentation,
      Function<Questions, FanOut.Question<List<R>>> question) {
    this.presentation = presentation;
    this.question = question;
  }

  @Override
  final Presentation<List<R>, R> presentation() {
    return presentation;
  }

  @Override
  final FanOut.Question<List<R>> question(Questions questions) {
    return question.apply(questions);
  }

  @Override
  final void check() {
    rows.check(presentation.rowType());
  }

  @Override
  final Optional<Duration> every() {
    return watch.every();
  }

  @Override
  final List<Envelope<List<R>>> arrange(List<Envelope<List<R>>> envelopes) {
    return envelopes.stream().map(envelope -> envelope.map(rows::apply)).toList();
  }
}
