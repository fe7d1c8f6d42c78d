package dev.mossspore.config;

import java.nio.file.Path;
import java.util.Map;

/**
 * Everything a configuration is resolved from, besides the content of files.
 *
 * @param file path given by {@code --config}; empty when there is none
 * @param flags values of the other flags as they were given, by key name; a switch is {@code true}
 *     or {@code false}
 * @param environment the process's environment
 * @param home home directory that {@code ~/} stands for
 * @param strict whether unknown names are problems rather than warnings
 * @param openFiles how many files and sockets the system lets this process open; {@code
 *     Long.MAX_VALUE} where nobody knows
 */
public record ConfigInputs(
    String file,
    Map<String, String> flags,
    Map<String, String> environment,
    Path home,
    boolean strict,
    long openFiles) {
  public ConfigInputs {
    flags = Map.copyOf(flags);
    environment = Map.copyOf(environment);
    for (String name : flags.keySet()) {
      if (Keys.find(name).flatMap(Key::flag).isEmpty()) {
        throw new IllegalArgumentException("no flag sets " + name);
      }
    }
  }

  /** Without values: the environment may hold secrets. */
  @Override
  public String toString() {
    return "ConfigInputs[file=" + file + ", flags=" + flags.keySet() + "]";
  }
}
