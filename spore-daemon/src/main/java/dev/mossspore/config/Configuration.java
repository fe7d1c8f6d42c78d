package dev.mossspore.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Resolves a configuration: flag over environment over file over default, decided key by key by
 * presence (chapter 07 sections 3 and 4). Apart from reading files it is pure; it creates nothing.
 */
public final class Configuration {
  private final ConfigInputs inputs;
  private final Findings findings;
  private final Overlay overlay;

  private Configuration(ConfigInputs inputs) {
    this.inputs = inputs;
    this.findings = new Findings(inputs.strict());
    this.overlay = new Overlay(findings);
  }

  /** Resolves and validates; whatever is wrong is in the answer. */
  public static Resolution resolve(ConfigInputs inputs) {
    Configuration configuration = new Configuration(inputs);
    Path file = configuration.file();
    return configuration.resolve(file, file == null ? null : ConfigFile.read(file));
  }

  /**
   * What is wrong with a command line on its own, such as a word where a flag takes a number; all
   * else that may be wrong with a value is {@link #resolve}'s to tell.
   *
   * @param flags values as they were given, by key name
   */
  public static Optional<String> malformed(Map<String, String> flags) {
    return FlagSource.malformed(flags);
  }

  /**
   * The same with other contents of the file, which need not be there.
   *
   * @param candidate the bytes it would have
   */
  public static Resolution resolve(ConfigInputs inputs, byte[] candidate) {
    return new Configuration(inputs).resolve(Path.of("candidate"), ConfigFile.of(candidate));
  }

  private Resolution resolve(@Nullable Path file, ConfigFile.@Nullable Contents contents) {
    if (file != null && contents != null) {
      new FileSource(file, overlay, findings).read(contents);
    }
    new EnvironmentSource(inputs, overlay, findings).read();
    FlagSource.read(inputs, overlay);
    Settings settings = withStateDir(overlay.settings());
    new CrossChecks(settings, findings, inputs.openFiles()).run();
    List<Problem> problems = findings.problems();
    return problems.isEmpty()
        ? new Resolution.Accepted(
            SporeConfig.of(settings, inputs.home()), settings, file, findings.warnings())
        : new Resolution.Refused(problems, findings.warnings());
  }

  private @Nullable Path file() {
    boolean flag = !inputs.file().isEmpty();
    String text =
        flag ? inputs.file() : inputs.environment().getOrDefault(EnvironmentSource.CONFIG, "");
    Place place = flag ? new Place.Flag("--config") : new Place.Variable(EnvironmentSource.CONFIG);
    Optional<String> objection = Rules.PATH.objection(text);
    objection.ifPresent(
        wrong ->
            findings.problem(new Problem(place, "", wrong, Quoted.of(text), Rules.PATH.fix())));
    return text.isEmpty() || objection.isPresent() ? null : HomePath.expand(text, inputs.home());
  }

  /** Gives {@code state_dir} its default: beside the identity, else in the home directory. */
  private Settings withStateDir(Settings settings) {
    if (!settings.get(Keys.STATE_DIR).isEmpty()) {
      return settings;
    }
    String identity = settings.get(Keys.IDENTITY_PATH);
    Path directory = inputs.home().resolve(".local/share/mossspore");
    if (!identity.isEmpty()) {
      Path parent = HomePath.expand(identity, inputs.home()).getParent();
      directory = parent == null ? Path.of(".") : parent;
    }
    return settings.derive(Keys.STATE_DIR, directory.toString());
  }
}
