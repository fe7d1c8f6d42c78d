package dev.mossspore.ctl.command;

import dev.mossspore.ctl.fleet.ClientCode;
import dev.mossspore.ctl.fleet.ExitCode;
import dev.mossspore.ctl.render.Wrapped;
import dev.mossspore.ctl.tree.JsonText;
import dev.mossspore.ctl.tree.YamlText;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line: in words, or in the machine format that it asks for. */
record UsageErrors(Console console) {
  int onParameters(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    report(
        Arrays.asList(arguments),
        message(e),
        suggestions(e),
        "try '%s --help'".formatted(command.getCommandSpec().qualifiedName()));
    return ExitCode.USAGE.status();
  }

  int onExecution(Exception e, CommandLine command, ParseResult parsed) {
    if (e instanceof CommandMissingException) {
      command.usage(console.err());
      return ExitCode.USAGE.status();
    }
    if (!(e instanceof UsageException)) {
      e.printStackTrace(console.err());
      console.err().println("sporectl: this is a bug: " + e);
      return ExitCode.BUG.status();
    }
    report(parsed.originalArgs(), String.valueOf(e.getMessage()), "", "");
    return ExitCode.USAGE.status();
  }

  private void report(List<String> arguments, String message, String suggestion, String hint) {
    String fix = suggestion.isEmpty() ? hint : suggestion;
    Map<String, Object> error =
        Map.of(
            "schema",
            "sporectl.error/1",
            "error",
            new java.util.TreeMap<>(
                Map.of("code", ClientCode.USAGE.word(), "message", message, "fix", fix)));
    switch (format(arguments)) {
      case "json" -> console.err().println(JsonText.pretty(new java.util.TreeMap<>(error)));
      case "jsonl" -> console.err().println(JsonText.line(new java.util.TreeMap<>(error)));
      case "yaml" -> console.err().print(YamlText.write(new java.util.TreeMap<>(error)));
      default -> {
        int width = console.screen(Console.Colour.AUTO, true).width();
        console.err().println("sporectl: " + Wrapped.of(message, width, 10));
        if (!fix.isEmpty()) {
          console.err().println("  " + Wrapped.of(fix, width, 2));
        }
      }
    }
  }

  /** The arguments may be too wrong to be parsed, so they are only looked through. */
  private static String format(List<String> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      String value =
          switch (argument) {
            case "-o", "--output" -> i + 1 < arguments.size() ? arguments.get(i + 1) : "";
            default ->
                argument.startsWith("--output=")
                    ? argument.substring("--output=".length())
                    : argument.startsWith("-o") ? argument.substring(2).replace("=", "") : "";
          };
      if (!value.isEmpty()) {
        return value.toLowerCase(Locale.ROOT);
      }
    }
    return "";
  }

  private static String message(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched) {
      String first = unmatched.getUnmatched().getFirst();
      if (unmatched.isUnknownOption()) {
        return "there is no option '%s' here".formatted(first);
      }
      return e.getCommandLine().getSubcommands().isEmpty()
          ? "'%s' is one argument too many".formatted(first)
          : "there is no command '%s'".formatted(first);
    }
    // Picocli names the option by its label and the class that could not be made of the text.
    return e.getCause() instanceof CommandLine.TypeConversionException cause
        ? String.valueOf(cause.getMessage())
        : String.valueOf(e.getMessage());
  }

  private static String suggestions(ParameterException e) {
    if (!(e instanceof UnmatchedArgumentException unmatched)) {
      return "";
    }
    if (unmatched.isUnknownOption() && e.getCommandLine().getParent() == null) {
      return "options of a command stand behind it, as in 'sporectl status -l web'";
    }
    StringWriter text = new StringWriter();
    return UnmatchedArgumentException.printSuggestions(unmatched, new PrintWriter(text, true))
        ? text.toString().strip()
        : "";
  }
}
