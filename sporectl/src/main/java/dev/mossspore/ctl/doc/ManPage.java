package dev.mossspore.ctl.doc;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A page of section 1 in troff's man macros. */
public final class ManPage {
  private final CommandSpec command;
  private final StringBuilder out = new StringBuilder();

  private ManPage(CommandSpec command) {
    this.command = command;
  }

  /** The page of one command. */
  public static String of(CommandSpec command) {
    return new ManPage(command).write();
  }

  /** {@code sporectl-config-show} for {@code sporectl config show}. */
  public static String name(CommandSpec command) {
    return command.qualifiedName("-");
  }

  private String write() {
    String about = String.join(" ", command.usageMessage().description());
    macro(
        ".TH \""
            + name(command).toUpperCase(java.util.Locale.ROOT)
            + "\" 1 \"\" \"MossSpore\" \"MossSpore\"");
    heading("NAME");
    text(name(command) + " \\- ", about);
    heading("SYNOPSIS");
    synopsis();
    if (!command.subcommands().isEmpty()) {
      heading("COMMANDS");
      command.subcommands().values().forEach(this::subcommand);
    }
    if (!command.positionalParameters().isEmpty()) {
      heading("ARGUMENTS");
      command.positionalParameters().forEach(this::positional);
    }
    heading("OPTIONS");
    command.options().forEach(this::option);
    footer();
    seeAlso();
    return out.toString();
  }

  private void synopsis() {
    List<String> words = new ArrayList<>(List.of("\\fB" + command.qualifiedName() + "\\fR"));
    words.add("[\\fIOPTIONS\\fR]");
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      String label = "\\fI" + parameter.paramLabel() + "\\fR";
      words.add(parameter.arity().min() > 0 ? label : "[" + label + "]");
    }
    if (!command.subcommands().isEmpty()) {
      words.add("\\fICOMMAND\\fR");
    }
    macro(String.join(" ", words));
  }

  private void subcommand(CommandLine child) {
    CommandSpec spec = child.getCommandSpec();
    item("\\fB" + spec.name() + "\\fR");
    text("", String.join(" ", spec.usageMessage().description()));
  }

  private void positional(PositionalParamSpec parameter) {
    item("\\fI" + parameter.paramLabel() + "\\fR");
    text("", String.join(" ", parameter.description()));
  }

  private void option(OptionSpec option) {
    List<String> names = new ArrayList<>();
    for (String name : option.names()) {
      String label =
          option.arity().max() == 0
              ? ""
              : option.arity().min() == 0
                  ? "[=\\fI" + option.paramLabel() + "\\fR]"
                  : " \\fI" + option.paramLabel() + "\\fR";
      names.add("\\fB" + escaped(name) + "\\fR" + label);
    }
    item(String.join(", ", names));
    text("", Words.about(option));
  }

  private void footer() {
    String[] footer = command.usageMessage().footer();
    if (footer.length > 0) {
      heading("EXAMPLES");
      macro(".nf");
      for (String line : footer) {
        macro(line.isEmpty() ? "" : "\\&" + escaped(line));
      }
      macro(".fi");
    }
  }

  private void seeAlso() {
    List<String> pages = new ArrayList<>();
    if (command.parent() != null) {
      pages.add(name(command.parent()));
    }
    command.subcommands().values().forEach(child -> pages.add(name(child.getCommandSpec())));
    heading("SEE ALSO");
    macro(
        String.join(", ", pages.stream().map(page -> "\\fB" + escaped(page) + "\\fR(1)").toList()));
  }

  private void heading(String title) {
    macro(".SH \"" + title + "\"");
  }

  private void item(String label) {
    macro(".TP");
    macro(label);
  }

  private void text(String before, String text) {
    macro(before + escaped(text));
  }

  private void macro(String line) {
    out.append(line).append('\n');
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq");
  }
}
