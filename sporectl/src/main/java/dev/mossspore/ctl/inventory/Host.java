package dev.mossspore.ctl.inventory;

import java.util.Map;

/** A host with its variables, those of its groups included. */
public record Host(String name, Map<String, String> variables) {}
