package dev.mossspore.monitor;

/**
 * Who may read what.
 *
 * @param infoPublic whether {@code /info} answers callers from other hosts
 * @param metrics whether {@code /metrics} exists
 */
public record MonitorAccess(boolean infoPublic, boolean metrics) {}
