package dev.mossspore.ctl.render;

import dev.mossspore.ctl.fleet.Envelope;
import dev.mossspore.ctl.fleet.Failure;
import dev.mossspore.ctl.tree.Printable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Names the hosts that gave no answer, and why; what can be done is said once. */
final class Failures {
  private Failures() {}

  static <T> String text(List<Envelope<T>> envelopes, Screen screen) {
    StringBuilder out = new StringBuilder();
    Set<String> fixes = new LinkedHashSet<>();
    int failed = 0;
    for (Envelope<T> envelope : envelopes) {
      Failure error = envelope.error();
      if (error != null) {
        failed++;
        out.append(Tone.BAD.paint(Printable.text(envelope.host()), screen.colour()))
            .append(": ")
            .append(Printable.text(error.message()))
            .append(Tone.DIM.paint(" [" + Printable.text(error.code()) + "]", screen.colour()))
            .append('\n');
        if (!error.fix().isEmpty()) {
          fixes.add(Printable.text(error.fix()));
        }
      }
    }
    fixes.forEach(fix -> out.append("  ").append(Wrapped.of(fix, screen.width(), 2)).append('\n'));
    if (failed > 0 && envelopes.size() > 1) {
      out.append("%d of %d hosts gave no answer\n".formatted(failed, envelopes.size()));
    }
    return out.toString();
  }
}
