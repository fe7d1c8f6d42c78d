package dev.mossspore.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The key table as a tree of names: groups, and the keys in them. */
final class KeyNames {
  /** A group's name with a dot, or the empty string for the top, to the names directly in it. */
  private static final Map<String, Set<String>> CHILDREN = new HashMap<>();

  private static final Set<String> ALL = new TreeSet<>();

  static {
    Keys.all().forEach(key -> add(key.name()));
  }

  private KeyNames() {}

  private static void add(String name) {
    if (ALL.add(name)) {
      int dot = name.lastIndexOf('.');
      CHILDREN
          .computeIfAbsent(name.substring(0, dot + 1), _ -> new TreeSet<>())
          .add(name.substring(dot + 1));
      if (dot > 0) {
        add(name.substring(0, dot));
      }
    }
  }

  /** Every dotted name of a key or a group. */
  static Set<String> all() {
    return ALL;
  }

  /** The names directly in a group; {@code prefix} ends in a dot, or is empty for the top. */
  static Set<String> children(String prefix) {
    return CHILDREN.getOrDefault(prefix, Set.of());
  }

  /** How the table spells a name of that group, whatever case it is written in. */
  static Optional<String> spelled(String prefix, String name) {
    return children(prefix).contains(name)
        ? Optional.of(name)
        : children(prefix).stream().filter(name::equalsIgnoreCase).findFirst();
  }
}
