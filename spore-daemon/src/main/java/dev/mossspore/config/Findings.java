package dev.mossspore.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gathers what is wrong and what is odd, so that an operator sees all of it at once. */
final class Findings {
  /** Enough to work on; a file of nothing but mistakes must not fill the log. */
  static final int MAX = 100;

  private final boolean strict;
  private final List<Problem> problems = new ArrayList<>();
  private final List<Warning> warnings = new ArrayList<>();

  /**
   * @param strict whether an unknown name is a problem rather than a warning
   */
  Findings(boolean strict) {
    this.strict = strict;
  }

  void problem(Problem problem) {
    problems.add(problem);
  }

  void warn(Place place, String text) {
    warnings.add(new Warning(place, text));
  }

  /** Reports a name that the key table does not hold. */
  void unknown(Place place, String text, Optional<String> nearest) {
    String hint = nearest.map(name -> " (did you mean " + Quoted.of(name) + "?)").orElse("");
    if (strict) {
      problem(new Problem(place, "", text + hint, "", "correct the name or remove it"));
    } else {
      warn(place, text + hint);
    }
  }

  /** Whether the key, or an entry of its list, has a problem so far. */
  boolean blames(Key<?> key) {
    return problems.stream()
        .anyMatch(p -> p.key().equals(key.name()) || p.key().startsWith(key.name() + "["));
  }

  /** The problems in order of discovery; past the bound their number only. */
  List<Problem> problems() {
    if (problems.size() <= MAX) {
      return List.copyOf(problems);
    }
    List<Problem> shown = new ArrayList<>(problems.subList(0, MAX));
    Place place = problems.get(MAX).place();
    shown.add(new Problem(place, "", "and " + (problems.size() - MAX) + " more problems", "", ""));
    return List.copyOf(shown);
  }

  /** The warnings in order of discovery; past the bound their number only. */
  List<Warning> warnings() {
    if (warnings.size() <= MAX) {
      return List.copyOf(warnings);
    }
    List<Warning> shown = new ArrayList<>(warnings.subList(0, MAX));
    Place place = warnings.get(MAX).place();
    shown.add(new Warning(place, "and " + (warnings.size() - MAX) + " more warnings"));
    return List.copyOf(shown);
  }
}
