package dev.mossspore.config;

/**
 * A key whose value differs between two configurations.
 *
 * @param key its dotted name
 * @param reload what a reload does with the change
 */
public record Change(String key, Reload reload) {}
