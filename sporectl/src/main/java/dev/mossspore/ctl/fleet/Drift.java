package dev.mossspore.ctl.fleet;

import dev.mossspore.ctl.view.ConfigCheckView;
import dev.mossspore.ctl.view.ConfigView;
import dev.mossspore.ctl.view.DriftView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Differences of configurations. */
public final class Drift {
  private Drift() {}

  /** Where {@code own} differs from {@code model}; a key that only one of them knows counts. */
  public static DriftView between(String against, ConfigView own, ConfigView model) {
    Map<String, Optional<Object>> here = values(own);
    Map<String, Optional<Object>> there = values(model);
    List<DriftView.Difference> differences = new ArrayList<>();
    LinkedHashMap<String, Optional<Object>> all = new LinkedHashMap<>(here);
    there.forEach(all::putIfAbsent);
    for (String key : all.keySet()) {
      Object left = here.getOrDefault(key, Optional.empty()).orElse(null);
      Object right = there.getOrDefault(key, Optional.empty()).orElse(null);
      if (!Objects.equals(left, right)) {
        differences.add(new DriftView.Difference(key, left, right));
      }
    }
    return new DriftView(against, differences);
  }

  /** What a daemon says would change, as a drift from the file. */
  public static DriftView ofChanges(String file, ConfigCheckView check) throws CallFailedException {
    if (!check.accepted()) {
      ConfigCheckView.Problem first = check.problems().getFirst();
      throw new CallFailedException(
          Outcome.FAILED,
          ClientCode.CANDIDATE_REFUSED,
          "it would refuse %s: %s".formatted(file, first.message()),
          "sporectl config check " + file);
    }
    return new DriftView(
        file,
        check.changes().stream()
            .map(
                change ->
                    new DriftView.Difference(change.key(), change.running(), change.candidate()))
            .toList());
  }

  /** For each key the value that most hosts have; the first one met, of several as frequent. */
  public static @Nullable ConfigView majority(Collection<ConfigView> configurations) {
    if (configurations.isEmpty()) {
      return null;
    }
    Map<String, Map<Optional<Object>, Integer>> counts = new LinkedHashMap<>();
    Map<String, ConfigView.Setting> settings = new LinkedHashMap<>();
    for (ConfigView configuration : configurations) {
      for (ConfigView.Setting setting : configuration.settings()) {
        settings.putIfAbsent(setting.key(), setting);
        counts
            .computeIfAbsent(setting.key(), _ -> new LinkedHashMap<>())
            .merge(Optional.ofNullable(setting.value()), 1, Integer::sum);
      }
    }
    List<ConfigView.Setting> most =
        settings.values().stream()
            .map(
                setting ->
                    with(setting, mostFrequent(counts.getOrDefault(setting.key(), Map.of()))))
            .toList();
    return new ConfigView(0, null, most);
  }

  private static @Nullable Object mostFrequent(Map<Optional<Object>, Integer> counts) {
    int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() == most)
        .findFirst()
        .flatMap(Map.Entry::getKey)
        .orElse(null);
  }

  private static ConfigView.Setting with(ConfigView.Setting setting, @Nullable Object value) {
    return new ConfigView.Setting(
        setting.key(),
        value,
        setting.defaultValue(),
        setting.source(),
        setting.place(),
        setting.reload(),
        setting.effective(),
        null);
  }

  private static Map<String, Optional<Object>> values(ConfigView configuration) {
    Map<String, Optional<Object>> values = new LinkedHashMap<>();
    configuration
        .settings()
        .forEach(setting -> values.put(setting.key(), Optional.ofNullable(setting.value())));
    return values;
  }
}
