package dev.mossspore.ctl.view;

import java.util.List;

/** What a reload did. */
public record ReloadView(
    boolean accepted,
    long generation,
    List<String> applied,
    List<String> restartRequired,
    List<String> withoutEffect,
    List<ConfigCheckView.Problem> problems,
    List<ConfigCheckView.Problem> warnings) {}
