package dev.mossspore.ctl.inventory;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Hosts and groups. Immutable.
 *
 * @param hosts by name, in the order in which they were named
 * @param groups names of the hosts in each group and in the groups below it, in that order; {@code
 *     all} and {@code ungrouped} are among them
 * @param source what to call it in a message
 */
public record Inventory(Map<String, Host> hosts, Map<String, List<String>> groups, String source) {
  /** The hosts of these names, in the inventory's order. */
  List<Host> select(Collection<String> names) {
    return hosts.values().stream().filter(host -> names.contains(host.name())).toList();
  }
}
