package dev.mossspore.reload;

import dev.mossspore.config.Problem;
import dev.mossspore.config.Warning;
import java.util.List;

/** What a reload came to. Keys are dotted names, in the order of the key table. */
public sealed interface ReloadReport {
  /** What an operator should look at. */
  List<Warning> warnings();

  /**
   * The configuration is good.
   *
   * @param applied keys that changed and are in force
   * @param restartRequired keys that keep their running value until the next start, whether they
   *     changed just now or before
   * @param withoutEffect keys that changed and that no part of this version obeys
   * @param unchanged whether this reload found nothing new
   * @param generation of the configuration now running; 1 at the start, one more for each change
   */
  record Accepted(
      List<String> applied,
      List<String> restartRequired,
      List<String> withoutEffect,
      boolean unchanged,
      long generation,
      List<Warning> warnings)
      implements ReloadReport {}

  /**
   * It is not, or could not be put in force; the node runs on as before.
   *
   * @param problems all of them, at least one
   */
  record Rejected(List<Problem> problems, List<Warning> warnings) implements ReloadReport {}
}
