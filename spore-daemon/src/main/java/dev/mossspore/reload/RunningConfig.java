package dev.mossspore.reload;

import dev.mossspore.config.Change;
import dev.mossspore.config.ConfigInputs;
import dev.mossspore.config.Configuration;
import dev.mossspore.config.Key;
import dev.mossspore.config.Keys;
import dev.mossspore.config.Problem;
import dev.mossspore.config.Reload;
import dev.mossspore.config.Resolution;
import dev.mossspore.config.Settings;
import dev.mossspore.config.SporeConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The configuration a node runs with, and the way to change it (07 section 9).
 *
 * <p>A part that can change while it runs says so once, when it is started, and obeys from then on:
 *
 * <pre>{@code
 * running.live(LivePart.of(next -> relay.limits(next.relay())), Keys.RELAY_MAX_SESSIONS);
 * }</pre>
 *
 * A live key that is marked as effective and that no part has claimed is reported as needing a
 * restart, which is then the truth. Any thread; reloads wait for one another.
 */
public final class RunningConfig {
  private final ConfigInputs inputs;
  private final @Nullable Path file;
  private final Map<String, LivePart> parts = new LinkedHashMap<>();
  private volatile State state;

  private record State(
      Settings settings,
      SporeConfig config,
      long generation,
      List<String> restartRequired,
      Settings found) {}

  /** What becomes of the changed keys. */
  private record Fate(List<String> live, List<String> withoutEffect, List<String> restart) {
    List<String> adopted() {
      return Stream.concat(live.stream(), withoutEffect.stream()).toList();
    }
  }

  /**
   * @param inputs what the configuration was resolved from; flags and environment stay in force
   * @param start the configuration the node is started with
   */
  public RunningConfig(ConfigInputs inputs, Resolution.Accepted start) {
    this.inputs = inputs;
    this.file = start.file();
    this.state = new State(start.settings(), start.config(), 1, List.of(), start.settings());
  }

  /** Lets a part obey changes of these keys, each of which is live and has no other part. */
  public synchronized void live(LivePart part, Key<?>... keys) {
    for (Key<?> key : keys) {
      if (key.reload() == Reload.RESTART || parts.putIfAbsent(key.name(), part) != null) {
        throw new IllegalArgumentException("not live, or claimed twice: " + key.name());
      }
    }
  }

  /** The configuration file; null if there is none. */
  public @Nullable Path file() {
    return file;
  }

  /** What is in force. */
  public SporeConfig config() {
    return state.config();
  }

  /** The same by key, with what gave each value. */
  public Settings settings() {
    return state.settings();
  }

  /** 1 at the start, one more for each reload that changed something. */
  public long generation() {
    return state.generation();
  }

  /** Keys that were found changed and wait for the next start. */
  public List<String> restartRequired() {
    return state.restartRequired();
  }

  /** What was found last, with the values that wait for the next start. */
  public Settings found() {
    return state.found();
  }

  /** What the configuration says now; nothing changes. Blocks on files. */
  public Resolution look() {
    return Configuration.resolve(inputs);
  }

  /** The same with other contents of the file. */
  public Resolution look(byte[] candidate) {
    return Configuration.resolve(inputs, candidate);
  }

  /**
   * Resolves the configuration again and puts in force what can be. Blocks on files and sockets.
   */
  public synchronized ReloadReport reload() {
    return switch (Configuration.resolve(inputs)) {
      case Resolution.Refused(var problems, var warnings) ->
          new ReloadReport.Rejected(problems, warnings);
      case Resolution.Accepted found -> adopt(found);
    };
  }

  private ReloadReport adopt(Resolution.Accepted found) {
    State before = state;
    Fate fate = fate(found.settings().changesSince(before.settings()));
    List<String> adopted = fate.adopted();
    // A value that has not changed may be given by another place now.
    Settings settings = found.settings().adopt(fate.restart(), before.settings());
    SporeConfig config = SporeConfig.of(settings, inputs.home());
    List<LivePart.Prepared> prepared = new ArrayList<>();
    for (LivePart part : affected(fate.live())) {
      try {
        prepared.add(part.prepare(config));
      } catch (IOException e) {
        prepared.reversed().forEach(LivePart.Prepared::abandon);
        return new ReloadReport.Rejected(
            List.of(problem(part, fate.live(), found, e)), found.warnings());
      } catch (RuntimeException e) {
        prepared.reversed().forEach(LivePart.Prepared::abandon);
        throw e;
      }
    }
    prepared.forEach(LivePart.Prepared::commit);
    long generation = before.generation() + (adopted.isEmpty() ? 0 : 1);
    state = new State(settings, config, generation, fate.restart(), found.settings());
    return new ReloadReport.Accepted(
        fate.live(),
        fate.restart(),
        fate.withoutEffect(),
        adopted.isEmpty() && fate.restart().equals(before.restartRequired()),
        generation,
        found.warnings());
  }

  private Fate fate(List<Change> changes) {
    Fate fate = new Fate(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (Change change : changes) {
      String name = change.key();
      boolean obeyed = Keys.find(name).orElseThrow().effective();
      if (parts.containsKey(name)) {
        fate.live().add(name);
      } else if (obeyed || change.reload() == Reload.RESTART) {
        fate.restart().add(name);
      } else {
        fate.withoutEffect().add(name);
      }
    }
    return fate;
  }

  /** The parts that obey any of the keys, each once, in the order in which they were started. */
  private List<LivePart> affected(List<String> keys) {
    Set<LivePart> seen = new HashSet<>();
    return parts.entrySet().stream()
        .filter(claim -> keys.contains(claim.getKey()))
        .map(Map.Entry::getValue)
        .filter(seen::add)
        .toList();
  }

  /** Blames the first changed key of the part that failed. */
  private Problem problem(
      LivePart part, List<String> changed, Resolution.Accepted found, IOException failure) {
    Key<?> key =
        changed.stream()
            .filter(name -> part.equals(parts.get(name)))
            .findFirst()
            .flatMap(Keys::find)
            .orElseThrow();
    String wrong = String.valueOf(failure.getMessage());
    return new Problem(found.settings().setting(key).place(), "", wrong, "", "");
  }
}
