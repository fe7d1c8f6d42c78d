package dev.mossspore.ctl.inventory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Collects hosts, groups and variables as a reader meets them, and then resolves who is where. */
final class InventoryBuilder {
  static final String ALL = "all";
  static final String UNGROUPED = "ungrouped";

  /** More than any fleet; a slip in a range must not fill the memory. */
  private static final int MAX_HOSTS = 100_000;

  private final String source;
  private final Map<String, Map<String, String>> hosts = new LinkedHashMap<>();
  private final Map<String, Group> groups = new LinkedHashMap<>();

  /** A group as it was written. */
  private record Group(Set<String> hosts, Set<String> children, Map<String, String> variables) {
    Group() {
      this(new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashMap<>());
    }
  }

  InventoryBuilder(String source) {
    this.source = source;
    group(ALL);
    group(UNGROUPED);
  }

  void group(String name) {
    at(name);
  }

  /** Adds hosts to a group, with variables that lie over what they have. */
  void hosts(String group, Collection<String> names, Map<String, String> variables)
      throws InventoryException {
    Group within = at(group);
    for (String name : names) {
      within.hosts().add(name);
      hostVariables(name, variables);
    }
  }

  void hostVariables(String name, Map<String, String> variables) throws InventoryException {
    hosts.computeIfAbsent(name, _ -> new LinkedHashMap<>()).putAll(variables);
    if (hosts.size() > MAX_HOSTS) {
      throw new InventoryException(
          "%s: more than %d hosts; is a range mistyped?".formatted(source, MAX_HOSTS));
    }
  }

  void child(String parent, String child) {
    group(child);
    at(parent).children().add(child);
  }

  void groupVariable(String group, String name, String value) {
    at(group).variables().put(name, value);
  }

  /**
   * Puts hosts under their groups and variables under their hosts: those of a group yield to those
   * of the groups below it, and all to the host's own.
   */
  Inventory build() throws InventoryException {
    Map<String, Integer> depths = depths();
    Map<String, List<String>> members = new TreeMap<>();
    for (String name : groups.keySet()) {
      Set<String> found = new LinkedHashSet<>();
      collect(name, found);
      members.put(name, inOrder(found));
    }
    members.put(ALL, List.copyOf(hosts.keySet()));
    members.put(UNGROUPED, inOrder(ungrouped()));
    List<String> byDepth = new ArrayList<>(groups.keySet());
    byDepth.sort(
        Comparator.<String>comparingInt(name -> depths.getOrDefault(name, 0))
            .thenComparing(Comparator.naturalOrder()));
    Map<String, Map<String, String>> variables = new HashMap<>();
    for (String group : byDepth) {
      for (String host : members.getOrDefault(group, List.of())) {
        variables.computeIfAbsent(host, _ -> new LinkedHashMap<>()).putAll(at(group).variables());
      }
    }
    Map<String, Host> resolved = new LinkedHashMap<>();
    hosts.forEach(
        (name, own) -> {
          Map<String, String> merged = variables.getOrDefault(name, new LinkedHashMap<>());
          merged.putAll(own);
          resolved.put(name, new Host(name, Collections.unmodifiableMap(merged)));
        });
    return new Inventory(
        Collections.unmodifiableMap(resolved), Collections.unmodifiableMap(members), source);
  }

  private Group at(String name) {
    return groups.computeIfAbsent(name, _ -> new Group());
  }

  private void collect(String group, Set<String> found) {
    found.addAll(at(group).hosts());
    at(group).children().forEach(child -> collect(child, found));
  }

  private List<String> inOrder(Set<String> names) {
    return hosts.keySet().stream().filter(names::contains).toList();
  }

  private Set<String> ungrouped() {
    Set<String> names = new LinkedHashSet<>(hosts.keySet());
    groups.forEach(
        (name, group) -> {
          if (!name.equals(ALL) && !name.equals(UNGROUPED)) {
            names.removeAll(group.hosts());
          }
        });
    return names;
  }

  /** How far below {@code all} each group lies at most. */
  private Map<String, Integer> depths() throws InventoryException {
    Map<String, Integer> depths = new HashMap<>();
    for (String name : groups.keySet()) {
      descend(name, name.equals(ALL) ? 0 : 1, new ArrayList<>(), depths);
    }
    return depths;
  }

  private void descend(String name, int depth, List<String> path, Map<String, Integer> depths)
      throws InventoryException {
    if (path.contains(name)) {
      path.add(name);
      throw new InventoryException(
          "%s: groups contain each other: %s".formatted(source, String.join(" > ", path)));
    }
    if (depths.getOrDefault(name, -1) >= depth) {
      return;
    }
    depths.put(name, depth);
    path.add(name);
    for (String child : at(name).children()) {
      descend(child, depth + 1, path, depths);
    }
    path.removeLast();
  }
}
