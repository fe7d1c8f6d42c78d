package dev.mossspore.ctl.inventory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Ansible's YAML inventory, and the JSON that {@code ansible-inventory --list} prints, as trees.
 */
final class TreeInventory {
  private static final int MAX_DEPTH = 100;

  private final String source;
  private final InventoryBuilder builder;

  private TreeInventory(String source) {
    this.source = source;
    this.builder = new InventoryBuilder(source);
  }

  /** Groups within groups, hosts as keys. */
  static Inventory ofYaml(@Nullable Object tree, String source) throws InventoryException {
    TreeInventory reader = new TreeInventory(source);
    Map<String, @Nullable Object> groups = reader.map(tree, "the top level");
    for (var group : groups.entrySet()) {
      reader.group(group.getKey(), group.getValue(), 0);
    }
    return reader.builder.build();
  }

  /** Groups beside each other, hosts as lists, their variables under {@code _meta}. */
  static Inventory ofList(@Nullable Object tree, String source) throws InventoryException {
    TreeInventory reader = new TreeInventory(source);
    for (var group : reader.map(tree, "the top level").entrySet()) {
      if (!group.getKey().equals("_meta")) {
        reader.listed(group.getKey(), group.getValue());
      }
    }
    Object meta = reader.map(tree, "the top level").get("_meta");
    Object variables = reader.map(meta, "_meta").get("hostvars");
    for (var host : reader.map(variables, "_meta.hostvars").entrySet()) {
      reader.builder.hostVariables(
          host.getKey(), texts(reader.map(host.getValue(), "_meta.hostvars." + host.getKey())));
    }
    return reader.builder.build();
  }

  private void group(String name, @Nullable Object tree, int depth) throws InventoryException {
    if (depth > MAX_DEPTH) {
      throw new InventoryException("%s: groups lie more than %d deep".formatted(source, MAX_DEPTH));
    }
    builder.group(name);
    for (var part : map(tree, name).entrySet()) {
      String place = name + "." + part.getKey();
      Map<String, @Nullable Object> inner = map(part.getValue(), place);
      switch (part.getKey()) {
        case "hosts" -> {
          for (var host : inner.entrySet()) {
            hosts(name, host.getKey(), texts(map(host.getValue(), place + "." + host.getKey())));
          }
        }
        case "children" -> {
          for (var child : inner.entrySet()) {
            builder.child(name, child.getKey());
            group(child.getKey(), child.getValue(), depth + 1);
          }
        }
        case "vars" ->
            texts(inner).forEach((key, value) -> builder.groupVariable(name, key, value));
        default ->
            throw new InventoryException(
                "%s: %s: a group has hosts, children and vars".formatted(source, place));
      }
    }
  }

  private void hosts(String group, String range, Map<String, String> variables)
      throws InventoryException {
    try {
      builder.hosts(group, HostRange.expand(range), variables);
    } catch (IllegalArgumentException e) {
      throw new InventoryException("%s: %s.hosts: %s".formatted(source, group, e.getMessage()));
    }
  }

  private void listed(String name, @Nullable Object tree) throws InventoryException {
    builder.group(name);
    if (tree instanceof List<?> hosts) {
      builder.hosts(name, strings(hosts), Map.of());
      return;
    }
    Map<String, @Nullable Object> group = map(tree, name);
    builder.hosts(name, strings(list(group.get("hosts"), name + ".hosts")), Map.of());
    for (String child : strings(list(group.get("children"), name + ".children"))) {
      builder.child(name, child);
    }
    texts(map(group.get("vars"), name + ".vars"))
        .forEach((key, value) -> builder.groupVariable(name, key, value));
  }

  private Map<String, @Nullable Object> map(@Nullable Object tree, String place)
      throws InventoryException {
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    if (tree instanceof Map<?, ?> map) {
      map.forEach((key, value) -> result.put(String.valueOf(key), value));
    } else if (tree != null) {
      throw new InventoryException(
          "%s: %s: expected names with values, got '%s'".formatted(source, place, tree));
    }
    return result;
  }

  private List<?> list(@Nullable Object tree, String place) throws InventoryException {
    if (tree == null) {
      return List.of();
    }
    if (tree instanceof List<?> list) {
      return list;
    }
    throw new InventoryException("%s: %s: expected a list".formatted(source, place));
  }

  /** Variables that are one value; sporectl has no use for others. */
  private static Map<String, String> texts(Map<String, @Nullable Object> variables) {
    Map<String, String> texts = new LinkedHashMap<>();
    variables.forEach(
        (name, value) -> {
          if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            texts.put(name, value.toString());
          }
        });
    return texts;
  }

  private static List<String> strings(List<?> values) {
    return values.stream().map(String::valueOf).toList();
  }
}
