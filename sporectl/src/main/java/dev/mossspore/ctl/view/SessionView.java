package dev.mossspore.ctl.view;

import java.time.Duration;

/** A relay session that the asked spore carries. */
public record SessionView(
    String id,
    String initiator,
    String target,
    boolean established,
    Duration age,
    Duration idle,
    long toTargetBytes,
    long toInitiatorBytes,
    long droppedBytes) {}
