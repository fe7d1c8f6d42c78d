package dev.mossspore.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every key's value and where it came from. Immutable. */
public final class Settings {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Setting<?>> byName;

  private Settings(Map<String, Setting<?>> byName) {
    this.byName = byName;
  }

  /** Lays the given settings over the defaults. */
  static Settings over(Map<String, Setting<?>> given) {
    Map<String, Setting<?>> all = new LinkedHashMap<>();
    Keys.all().forEach(key -> all.put(key.name(), Setting.fallback(key)));
    all.putAll(given);
    return new Settings(all);
  }

  /** These settings with another default for a key that no source gave. */
  <T> Settings derive(Key<T> key, T value) {
    Map<String, Setting<?>> all = new LinkedHashMap<>(byName);
    all.put(key.name(), new Setting<>(key, value, Place.BUILT_IN));
    return new Settings(all);
  }

  /** These settings, but with the named keys as the others have them. */
  public Settings adopt(Collection<String> names, Settings others) {
    Map<String, Setting<?>> all = new LinkedHashMap<>(byName);
    others.byName.forEach(
        (name, setting) ->
            all.computeIfPresent(name, (_, own) -> names.contains(name) ? setting : own));
    return new Settings(all);
  }

  /** The value of a key. */
  public <T> T get(Key<T> key) {
    return setting(key).value();
  }

  /** The value of a key and where it came from. */
  @SuppressWarnings("unchecked") // each name maps to a setting of the key of that name
  public <T> Setting<T> setting(Key<T> key) {
    Setting<?> setting = byName.get(key.name());
    if (setting == null) {
      throw new IllegalArgumentException("not in the key table: " + key.name());
    }
    return (Setting<T>) setting;
  }

  /** Every setting, in the order of the key table. */
  public List<Setting<?>> all() {
    return List.copyOf(byName.values());
  }

  /** Keys configured to other than their default that no part of the daemon obeys yet. */
  public List<String> notYetEffective() {
    return byName.values().stream()
        .filter(s -> s.isConfigured() && !s.key().effective())
        .filter(s -> !s.value().equals(s.key().fallback()))
        .map(s -> s.key().name())
        .toList();
  }

  /** The keys whose values here differ from those before, in the order of the key table. */
  public List<Change> changesSince(Settings before) {
    return byName.values().stream()
        .map(Setting::key)
        .filter(key -> !get(key).equals(before.get(key)))
        .map(key -> new Change(key.name(), key.reload()))
        .toList();
  }

  /** The values in the form of a configuration file, secrets redacted. */
  public String toJson() {
    Map<String, Object> root = new LinkedHashMap<>();
    byName.forEach((name, setting) -> place(root, name, setting.plain()));
    return json(root);
  }

  /**
   * For each key, by its dotted name, the value and what gave it, secrets redacted.
   *
   * <pre>{@code
   * {"listen_port": {"value": 4001, "source": "flag", "place": "flag --listen-port"}, ...}
   * }</pre>
   */
  public String sourcesToJson() {
    Map<String, Object> root = new LinkedHashMap<>();
    byName.forEach(
        (name, setting) -> {
          Map<String, Object> row = new LinkedHashMap<>();
          row.put("value", setting.plain());
          row.put("source", setting.source().word());
          row.put("place", setting.place().toString());
          root.put(name, row);
        });
    return json(root);
  }

  private static String json(Map<String, Object> root) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
  }

  @SuppressWarnings("unchecked") // a group's name is never a key's, so a group's value is a map
  private static void place(Map<String, Object> object, String name, Object value) {
    int dot = name.indexOf('.');
    if (dot < 0) {
      object.put(name, value);
    } else {
      Object group = object.computeIfAbsent(name.substring(0, dot), _ -> new LinkedHashMap<>());
      place((Map<String, Object>) group, name.substring(dot + 1), value);
    }
  }
}
