package dev.mossspore.config;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Takes the values of environment variables (chapter 07 section 3). An empty one is absent. */
final class EnvironmentSource {
  /** Names the configuration file. */
  static final String CONFIG = Key.PREFIX + "CONFIG";

  /** Read by the launcher. */
  private static final String OPTS = Key.PREFIX + "OPTS";

  /** The Go runtime's name for {@code listen_host}. */
  private static final String MOSS_LISTEN_HOST = "MOSS_LISTEN_HOST";

  private static final String FILE_SUFFIX = "_FILE";

  private final Map<String, String> environment = new TreeMap<>();
  private final Path home;
  private final Overlay overlay;
  private final Findings findings;

  EnvironmentSource(ConfigInputs inputs, Overlay overlay, Findings findings) {
    inputs.environment().forEach(this::keep);
    this.home = inputs.home();
    this.overlay = overlay;
    this.findings = findings;
  }

  private void keep(String name, String value) {
    if (!value.isEmpty()) {
      environment.put(name, value);
    }
  }

  void read() {
    Set<String> known = new HashSet<>(Set.of(CONFIG, OPTS));
    take(Keys.LISTEN_HOST, MOSS_LISTEN_HOST);
    for (Key<?> key : Keys.all()) {
      known.add(key.variable());
      take(key, key.variable());
      if (key.secret()) {
        known.add(key.variable() + FILE_SUFFIX);
        takeFile(key, key.variable() + FILE_SUFFIX);
      }
    }
    aliases();
    unknown(known);
  }

  private void take(Key<?> key, String name) {
    String value = environment.get(name);
    if (value != null) {
      overlay.put(key, key.type().lift(value), _ -> new Place.Variable(name));
    }
  }

  private void takeFile(Key<?> key, String name) {
    String file = environment.get(name);
    if (file == null) {
      return;
    }
    if (environment.containsKey(key.variable())) {
      problem(name, key, "given together with " + key.variable(), "keep one of the two");
      return;
    }
    Optional<String> objection = Rules.PATH.objection(file);
    if (objection.isPresent()) {
      problem(name, key, objection.get(), Rules.PATH.fix());
      return;
    }
    switch (ConfigFile.read(HomePath.expand(file, home))) {
      case ConfigFile.Contents.Unreadable(Spot _, String wrong, String fix) ->
          problem(name, key, "the file it names: " + wrong, fix);
      case ConfigFile.Contents.Text(String text) when text.isBlank() ->
          problem(name, key, "the file it names is empty", "write the value into it");
      case ConfigFile.Contents.Text(String text) ->
          overlay.put(key, key.type().lift(text.strip()), _ -> new Place.Variable(name));
    }
  }

  private void aliases() {
    String ours = environment.get(Keys.LISTEN_HOST.variable());
    String theirs = environment.get(MOSS_LISTEN_HOST);
    if (ours != null && theirs != null && !ours.equals(theirs)) {
      findings.warn(
          new Place.Variable(MOSS_LISTEN_HOST),
          "differs from " + Keys.LISTEN_HOST.variable() + ", which counts");
    }
  }

  private void unknown(Set<String> known) {
    for (String name : environment.keySet()) {
      if (name.startsWith(Key.PREFIX) && !known.contains(name)) {
        findings.unknown(
            new Place.Variable(name), "unknown environment variable", NearestName.of(name, known));
      }
    }
  }

  private void problem(String variable, Key<?> key, String wrong, String fix) {
    findings.problem(new Problem(new Place.Variable(variable), key.name(), wrong, "", fix));
  }
}
