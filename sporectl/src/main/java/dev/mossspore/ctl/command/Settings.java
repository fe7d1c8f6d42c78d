package dev.mossspore.ctl.command;

import dev.mossspore.ctl.endpoint.Access;
import dev.mossspore.ctl.inventory.InventorySource;
import dev.mossspore.ctl.inventory.NearestName;
import dev.mossspore.ctl.tree.YamlText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an operator does not want to type each time: environment variables over {@code
 * $XDG_CONFIG_HOME/sporectl/config.yaml}.
 *
 * @param file where the file is, or would be
 */
record Settings(Path file, Optional<InventorySource> inventory, Access access) {
  private static final String INVENTORY = "inventory";
  private static final String COMMAND = "inventory_command";
  private static final String PREFIX = "sporectl_";

  /**
   * Reads both; a missing file is an empty one.
   *
   * @throws UsageException for a file that is wrong
   */
  static Settings read(Map<String, String> environment) {
    Path file = file(environment);
    Map<String, String> values = new HashMap<>(ofFile(file));
    for (String name : names()) {
      String value =
          environment.getOrDefault(
              Access.environment(name.startsWith(PREFIX) ? name : PREFIX + name), "");
      if (!value.isEmpty()) {
        // One of the two ways to an inventory takes the place of the other.
        if (name.equals(INVENTORY) || name.equals(COMMAND)) {
          values.remove(INVENTORY);
          values.remove(COMMAND);
        }
        values.put(name, value);
      }
    }
    return new Settings(file, inventory(values), access(values));
  }

  private static Path file(Map<String, String> environment) {
    String base = environment.getOrDefault("XDG_CONFIG_HOME", "");
    return base.isEmpty()
        ? Path.of(System.getProperty("user.home"), ".config", "sporectl", "config.yaml")
        : Path.of(base, "sporectl", "config.yaml");
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>(List.of(INVENTORY, COMMAND));
    names.addAll(Access.NAMES);
    return names;
  }

  private static Map<String, String> ofFile(Path file) {
    Map<String, String> values = new HashMap<>();
    if (!(tree(file) instanceof Map<?, ?> tree)) {
      return values;
    }
    List<String> known = names().stream().map(name -> name.replaceFirst("^" + PREFIX, "")).toList();
    for (var entry : tree.entrySet()) {
      String key = String.valueOf(entry.getKey());
      if (!known.contains(key) || !(entry.getValue() instanceof String value)) {
        String hint = NearestName.of(key, known).map("; did you mean '%s'?"::formatted).orElse("");
        throw new UsageException(
            "%s: '%s' is not known here, or its value is no text%s".formatted(file, key, hint));
      }
      boolean path = !key.equals(COMMAND);
      values.put(
          key.equals(INVENTORY) || key.equals(COMMAND) ? key : PREFIX + key,
          path ? beside(file, value) : value);
    }
    if (values.containsKey(INVENTORY) && values.containsKey(COMMAND)) {
      throw new UsageException(
          "%s: inventory and inventory_command exclude each other".formatted(file));
    }
    return values;
  }

  private static @org.jspecify.annotations.Nullable Object tree(Path file) {
    try {
      return YamlText.read(Files.readString(file));
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException | IllegalArgumentException e) {
      throw new UsageException("%s: %s".formatted(file, e.getMessage()));
    }
  }

  /** Paths are meant from the file's own directory on, as in Ansible's configuration. */
  private static String beside(Path file, String value) {
    String expanded =
        value.startsWith("~/") ? System.getProperty("user.home") + value.substring(1) : value;
    return file.resolveSibling(expanded).toString();
  }

  private static Optional<InventorySource> inventory(Map<String, String> values) {
    if (values.containsKey(COMMAND)) {
      return Optional.of(new InventorySource.OfCommand(values.getOrDefault(COMMAND, "")));
    }
    return Optional.ofNullable(values.get(INVENTORY))
        .map(path -> new InventorySource.OfFile(Path.of(path)));
  }

  private static Access access(Map<String, String> values) {
    Map<String, String> access = new HashMap<>(values);
    access.keySet().retainAll(Access.NAMES);
    return new Access(access);
  }
}
