package dev.mossspore.ctl.inventory;

import dev.mossspore.ctl.endpoint.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ansible's INI inventory: {@code [group]}, {@code [group:children]}, {@code [group:vars]}. */
final class IniInventory {
  private static final Pattern SECTION = Pattern.compile("\\[([^:\\]]+)(?::(\\w+))?\\]\\s*(#.*)?");
  private static final Pattern PORT = Pattern.compile("([^:]+|.*\\]):(\\d+)");

  private final String source;
  private final InventoryBuilder builder;
  private String group = InventoryBuilder.UNGROUPED;
  private String kind = "hosts";
  private int line;

  private IniInventory(String source) {
    this.source = source;
    this.builder = new InventoryBuilder(source);
  }

  static Inventory read(String text, String source) throws InventoryException {
    IniInventory reader = new IniInventory(source);
    for (String line : text.split("\r?\n", -1)) {
      reader.line(line.strip());
    }
    return reader.builder.build();
  }

  private void line(String text) throws InventoryException {
    line++;
    if (text.isEmpty() || text.startsWith("#") || text.startsWith(";")) {
      return;
    }
    if (text.startsWith("[") && text.indexOf('=') < 0) {
      section(text);
      return;
    }
    try {
      switch (kind) {
        case "children" -> builder.child(group, Words.split(text).getFirst());
        case "vars" -> variable(text);
        default -> host(text);
      }
    } catch (IllegalArgumentException e) {
      throw at(e.getMessage());
    }
  }

  private void section(String text) throws InventoryException {
    Matcher section = SECTION.matcher(text);
    if (!section.matches()) {
      throw at(
          "'%s' is no section; sections are [group], [group:children] and [group:vars]"
              .formatted(text));
    }
    group = section.group(1).strip();
    kind = section.group(2) == null ? "hosts" : section.group(2);
    if (!List.of("hosts", "children", "vars").contains(kind)) {
      throw at("':%s' is neither ':children' nor ':vars'".formatted(kind));
    }
    builder.group(group);
  }

  private void variable(String text) throws InventoryException {
    int equals = text.indexOf('=');
    if (equals <= 0) {
      throw at("expected name=value in [%s:vars], got '%s'".formatted(group, text));
    }
    builder.groupVariable(
        group, text.substring(0, equals).strip(), unquoted(text.substring(equals + 1).strip()));
  }

  private void host(String text) throws InventoryException {
    List<String> words = Words.split(text);
    Map<String, String> variables = new LinkedHashMap<>();
    String name = words.getFirst();
    Matcher port = PORT.matcher(name);
    if (port.matches()) {
      name = port.group(1);
      variables.put("ansible_port", port.group(2));
    }
    for (String word : words.subList(1, words.size())) {
      int equals = word.indexOf('=');
      if (equals <= 0) {
        throw at("expected name=value behind the host, got '%s'".formatted(word));
      }
      variables.put(word.substring(0, equals), unquoted(word.substring(equals + 1)));
    }
    builder.hosts(group, HostRange.expand(name), variables);
  }

  private static String unquoted(String value) {
    boolean quoted =
        value.length() > 1
            && (value.charAt(0) == '"' || value.charAt(0) == '\'')
            && value.charAt(value.length() - 1) == value.charAt(0);
    return quoted ? value.substring(1, value.length() - 1) : value;
  }

  private InventoryException at(@org.jspecify.annotations.Nullable String message) {
    return new InventoryException("%s:%d: %s".formatted(source, line, message));
  }
}
