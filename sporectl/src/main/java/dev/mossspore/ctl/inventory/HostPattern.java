package dev.mossspore.ctl.inventory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Ansible's host patterns: {@code web:&eu:!old}, {@code web*.example.org}, {@code ~web[0-9]+},
 * {@code web[0:4]}. Parts add hosts, then {@code &} keeps, then {@code !} takes away, whatever
 * their order. Stricter than Ansible in one thing: a part that matches nothing is an error, since
 * it is a typing error in most cases, and in {@code !odl} a dear one.
 */
public final class HostPattern {
  private static final Pattern SUBSCRIPT = Pattern.compile("(.+)\\[(-?\\d+)(?:([:-])(-?\\d*))?\\]");

  private final Inventory inventory;

  private HostPattern(Inventory inventory) {
    this.inventory = inventory;
  }

  /**
   * The hosts that a pattern selects, in the inventory's order.
   *
   * @throws IllegalArgumentException for a part that matches nothing, or is malformed
   */
  public static List<Host> select(String pattern, Inventory inventory) {
    HostPattern reader = new HostPattern(inventory);
    List<String> parts = reader.parts(pattern);
    Set<String> selected = new LinkedHashSet<>();
    if (parts.stream().allMatch(HostPattern::narrows)) {
      selected.addAll(inventory.hosts().keySet());
    }
    parts.stream().filter(part -> !narrows(part)).map(reader::matches).forEach(selected::addAll);
    parts.stream()
        .filter(part -> part.startsWith("&"))
        .forEach(part -> selected.retainAll(reader.matches(part.substring(1))));
    parts.stream()
        .filter(part -> part.startsWith("!"))
        .forEach(part -> selected.removeAll(reader.matches(part.substring(1))));
    return inventory.select(selected);
  }

  private static boolean narrows(String part) {
    return part.startsWith("&") || part.startsWith("!");
  }

  /** Split at commas, else at colons outside brackets; the name of a host may hold colons. */
  private List<String> parts(String pattern) {
    if (inventory.hosts().containsKey(pattern)) {
      return List.of(pattern);
    }
    List<String> parts = new ArrayList<>();
    char separator = pattern.indexOf(',') >= 0 ? ',' : ':';
    int depth = 0;
    int start = 0;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      depth += c == '[' ? 1 : c == ']' ? -1 : 0;
      if (c == separator && depth == 0) {
        parts.add(pattern.substring(start, i).strip());
        start = i + 1;
      }
    }
    parts.add(pattern.substring(start).strip());
    parts.removeIf(String::isEmpty);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("the pattern is empty; 'all' means every host");
    }
    return parts;
  }

  private Collection<String> matches(String part) {
    Matcher subscript = SUBSCRIPT.matcher(part);
    boolean sliced = !part.startsWith("~") && subscript.matches();
    String name = sliced ? subscript.group(1) : part;
    List<String> hosts = matching(name);
    if (hosts.isEmpty()) {
      throw new IllegalArgumentException(
          "no host or group of %s matches '%s'%s"
              .formatted(inventory.source(), part, suggestion(name)));
    }
    return sliced ? slice(hosts, subscript, part) : hosts;
  }

  private List<String> matching(String part) {
    if (part.equals("*") || part.equals(InventoryBuilder.ALL)) {
      return List.copyOf(inventory.hosts().keySet());
    }
    Predicate<String> matches = matcher(part);
    Set<String> hosts = new LinkedHashSet<>();
    inventory
        .groups()
        .forEach(
            (group, members) -> {
              if (matches.test(group)) {
                hosts.addAll(members);
              }
            });
    if (hosts.isEmpty() || part.startsWith("~") || Glob.is(part)) {
      inventory.hosts().keySet().stream().filter(matches).forEach(hosts::add);
    }
    return inventory.select(hosts).stream().map(Host::name).toList();
  }

  private static Predicate<String> matcher(String part) {
    if (!part.startsWith("~")) {
      return Glob.is(part) ? Glob.of(part).asMatchPredicate() : part::equals;
    }
    try {
      Pattern regex = Pattern.compile(part.substring(1));
      return text -> regex.matcher(text).lookingAt();
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "'%s' is no regular expression: %s".formatted(part, e.getDescription()), e);
    }
  }

  /** As in Ansible both ends count, and a negative number counts from the end. */
  private static List<String> slice(List<String> hosts, Matcher subscript, String part) {
    int size = hosts.size();
    int from = index(subscript.group(2), size);
    String last = subscript.group(4);
    int to = last == null ? from : last.isEmpty() ? size - 1 : index(last, size);
    if (from < 0 || from >= size || to < from) {
      throw new IllegalArgumentException("'%s' selects nothing of %d hosts".formatted(part, size));
    }
    return hosts.subList(from, Math.min(to, size - 1) + 1);
  }

  private static int index(String digits, int size) {
    int number = digits.length() > 8 ? Integer.MAX_VALUE : Integer.parseInt(digits);
    return number < 0 ? size + number : number;
  }

  private String suggestion(String name) {
    Set<String> known = new LinkedHashSet<>(inventory.groups().keySet());
    known.addAll(inventory.hosts().keySet());
    return NearestName.of(name, known).map("; did you mean '%s'?"::formatted).orElse("");
  }
}
