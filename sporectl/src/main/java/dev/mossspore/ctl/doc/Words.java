package dev.mossspore.ctl.doc;

import picocli.CommandLine.Model.OptionSpec;

/** What the model says in words, with picocli's variables filled in. */
final class Words {
  private Words() {}

  static String about(OptionSpec option) {
    return String.join(" ", option.description())
        .replace("${DEFAULT-VALUE}", String.valueOf(option.defaultValue()))
        .replace("${COMPLETION-CANDIDATES}", candidates(option));
  }

  private static String candidates(OptionSpec option) {
    return option.completionCandidates() == null
        ? ""
        : String.join(", ", option.completionCandidates()).toLowerCase(java.util.Locale.ROOT);
  }
}
