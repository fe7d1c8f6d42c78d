package dev.mossspore.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Takes the values of the configuration file (chapter 07 section 4.1). */
final class FileSource {
  private final Path file;
  private final Overlay overlay;
  private final Findings findings;
  private final Map<String, Json> given = new LinkedHashMap<>();
  private final Set<String> groups = new HashSet<>();

  FileSource(Path file, Overlay overlay, Findings findings) {
    this.file = file;
    this.overlay = overlay;
    this.findings = findings;
  }

  void read(ConfigFile.Contents contents) {
    switch (contents) {
      case ConfigFile.Contents.Text(String text) -> parse(text);
      case ConfigFile.Contents.Unreadable(Spot spot, String wrong, String fix) ->
          problem(spot, "", wrong, "", fix);
    }
  }

  private void parse(String text) {
    if (text.isBlank()) {
      problem(Spot.NONE, "", "the file is empty", "", "write {} to keep every default");
      return;
    }
    switch (JsonReader.read(text)) {
      case JsonReader.Parsed.Broken(Spot spot, String wrong, String fix) ->
          problem(spot, "", wrong, "", fix);
      case JsonReader.Parsed.Tree(Json.Obj root) -> take(root);
      case JsonReader.Parsed.Tree(Json json) ->
          problem(
              json.spot(), "", "the top level must be an object", json.kind(), "enclose it in { }");
    }
  }

  private void take(Json.Obj root) {
    object("", root);
    for (Key<?> key : Keys.all()) {
      Json json = given.get(key.name());
      if (json != null) {
        overlay.put(key, json, this::place);
        unknownMembers(key, json);
      }
    }
  }

  /** Walks a group; {@code prefix} is its name with a dot, or empty at the top. */
  private void object(String prefix, Json.Obj object) {
    List<Json.Member> members = new ArrayList<>(object.members());
    // Later ones win, and a name that is spelled exactly wins over one that is not.
    members.sort(Comparator.comparing(member -> KeyNames.children(prefix).contains(member.name())));
    for (Json.Member member : members) {
      if (member.value() instanceof Json.Nil) {
        continue;
      }
      Optional<String> name = KeyNames.spelled(prefix, member.name());
      if (name.isEmpty()) {
        unknown(prefix, member);
        continue;
      }
      if (!name.get().equals(member.name())) {
        String wanted = Quoted.of(prefix + name.get());
        String text = "key " + Quoted.of(prefix + member.name()) + " should be spelled " + wanted;
        findings.warn(place(member.spot()), text);
      }
      member(prefix + name.get(), member);
    }
  }

  private void member(String name, Json.Member member) {
    boolean leaf = Keys.find(name).isPresent();
    boolean again = leaf ? given.put(name, member.value()) != null : !groups.add(name);
    if (again) {
      String winner = leaf ? "the last one counts" : "the last value of each key counts";
      findings.warn(place(member.spot()), name + " given twice; " + winner);
    }
    if (!leaf && member.value() instanceof Json.Obj group) {
      object(name + ".", group);
    } else if (!leaf) {
      Json value = member.value();
      String fix = "write { } with the keys " + String.join(", ", KeyNames.children(name + "."));
      problem(value.spot(), name, "expected an object", value.describe(), fix);
    }
  }

  private void unknown(String prefix, Json.Member member) {
    String name = prefix + member.name();
    String nested = Keys.find(name).isPresent() ? "; a dot in a name means an object in it" : "";
    Optional<String> nearest =
        nested.isEmpty() ? NearestName.of(name, KeyNames.all()) : Optional.empty();
    findings.unknown(place(member.spot()), "unknown key " + Quoted.of(name) + nested, nearest);
  }

  /**
   * The objects in a list of objects belong to the list's type, but their names are checked too.
   */
  private void unknownMembers(Key<?> key, Json json) {
    Set<String> known = key.type().members();
    if (known.isEmpty() || !(json instanceof Json.Arr list)) {
      return;
    }
    list.elements().stream()
        .filter(Json.Obj.class::isInstance)
        .flatMap(element -> ((Json.Obj) element).members().stream())
        .filter(member -> !known.contains(member.name()))
        .forEach(
            member ->
                findings.unknown(
                    place(member.spot()),
                    "unknown key " + Quoted.of(key.name() + "[]." + member.name()),
                    NearestName.of(member.name(), known)));
  }

  private void problem(Spot spot, String key, String wrong, String got, String fix) {
    findings.problem(new Problem(place(spot), key, wrong, got, fix));
  }

  private Place place(Spot spot) {
    return new Place.InFile(file, spot.line(), spot.column());
  }
}
