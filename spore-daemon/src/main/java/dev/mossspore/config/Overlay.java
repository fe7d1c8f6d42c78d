package dev.mossspore.config;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** What the sources gave so far: a later source replaces what an earlier one gave, key by key. */
final class Overlay {
  private final Findings findings;
  private final Map<String, Setting<?>> given = new HashMap<>();

  Overlay(Findings findings) {
    this.findings = findings;
  }

  /** Takes a value, or reports what is wrong with it. */
  <T> void put(Key<T> key, Json json, Function<Spot, Place> places) {
    switch (key.type().read(json)) {
      case Reading.Value<T>(T value) ->
          given.put(key.name(), new Setting<>(key, value, places.apply(json.spot())));
      case Reading.Faulty<T>(var faults) -> {
        for (Reading.Fault fault : faults) {
          findings.problem(
              new Problem(
                  places.apply(fault.spot()),
                  key.name() + fault.within(),
                  fault.wrong(),
                  fault.got(),
                  key.type().fix()));
        }
      }
    }
  }

  /** All of it over the defaults. */
  Settings settings() {
    return Settings.over(given);
  }
}
