package dev.mossspore.ctl.doc;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A completion script for fish, which picocli does not make. */
public final class FishCompletion {
  private FishCompletion() {}

  /** The script for a command and all below it. */
  public static String of(CommandSpec root) {
    StringBuilder out = new StringBuilder();
    out.append("# Completion of ").append(root.name()).append(" for fish.\n");
    out.append("complete -c ").append(root.name()).append(" -f\n");
    command(root, List.of(), out);
    return out.toString();
  }

  private static void command(CommandSpec command, List<String> path, StringBuilder out) {
    String name = command.root().name();
    List<String> children = List.copyOf(command.subcommands().keySet());
    for (var child : command.subcommands().entrySet()) {
      line(
          name,
          condition(path, children),
          "-a " + child.getKey() + " -d " + quoted(about(child.getValue().getCommandSpec())),
          out);
    }
    for (OptionSpec option : command.options()) {
      line(name, condition(path, List.of()), option(option), out);
    }
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      String values = candidates(parameter.completionCandidates());
      if (!values.isEmpty()) {
        line(name, condition(path, List.of()), "-a " + quoted(values), out);
      } else if (parameter.paramLabel().matches("FILE|FROM|TO")) {
        line(name, condition(path, List.of()), "-F", out);
      }
    }
    for (CommandLine child : command.subcommands().values()) {
      List<String> below = new ArrayList<>(path);
      below.add(child.getCommandName());
      command(child.getCommandSpec(), below, out);
    }
  }

  /** All of the path was typed, and none of these. */
  private static String condition(List<String> path, List<String> unless) {
    List<String> parts = new ArrayList<>();
    path.forEach(name -> parts.add("__fish_seen_subcommand_from " + name));
    if (!unless.isEmpty()) {
      parts.add("not __fish_seen_subcommand_from " + String.join(" ", unless));
    } else if (path.isEmpty()) {
      parts.add("__fish_use_subcommand");
    }
    return String.join("; and ", parts);
  }

  private static void line(String name, String condition, String rest, StringBuilder out) {
    out.append("complete -c ")
        .append(name)
        .append(" -n ")
        .append(quoted(condition))
        .append(' ')
        .append(rest)
        .append('\n');
  }

  private static String option(OptionSpec option) {
    StringBuilder out = new StringBuilder();
    for (String name : option.names()) {
      out.append(name.startsWith("--") ? "-l " : "-s ")
          .append(name.replaceFirst("^-+", ""))
          .append(' ');
    }
    if (option.arity().min() > 0) {
      String values = candidates(option.completionCandidates());
      boolean file = option.paramLabel().equals("FILE");
      out.append(file ? "-r -F " : "-x ");
      if (!values.isEmpty()) {
        out.append("-a ").append(quoted(values)).append(' ');
      }
    }
    return out.append("-d ").append(quoted(Words.about(option))).toString();
  }

  private static String candidates(@org.jspecify.annotations.Nullable Iterable<String> values) {
    List<String> names = new ArrayList<>();
    if (values != null) {
      values.forEach(names::add);
    }
    return names.stream()
        .map(name -> name.toLowerCase(java.util.Locale.ROOT))
        .collect(Collectors.joining(" "));
  }

  private static String about(CommandSpec command) {
    return String.join(" ", command.usageMessage().description());
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
