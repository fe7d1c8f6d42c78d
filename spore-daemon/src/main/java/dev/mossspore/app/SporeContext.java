package dev.mossspore.app;

import dev.mossspore.observe.BuildInfo;
import dev.mossspore.reload.RunningConfig;

/**
 * What there is before a spore is started and stays when it fails to.
 *
 * @param running the configuration, which parts register with to obey changes of it
 * @param outputs events and diagnostics
 * @param reloads changes the configuration
 * @param degraded what works less well than configured, by a word of each part's own
 */
record SporeContext(
    BuildInfo build,
    RunningConfig running,
    LogOutputs outputs,
    Reloads reloads,
    Conditions degraded) {}
