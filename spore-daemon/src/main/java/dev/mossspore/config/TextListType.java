package dev.mossspore.config;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A list of strings, each under the same rule. */
record TextListType(Rule rule, List<String> fallback) implements Type<List<String>> {
  @Override
  public Reading<List<String>> read(Json json) {
    if (!(json instanceof Json.Arr(Spot _, List<Json> elements))) {
      return Reading.expected("a list of strings", json);
    }
    List<String> values = new ArrayList<>();
    List<Reading.Fault> faults = new ArrayList<>();
    for (int i = 0; i < elements.size(); i++) {
      Json element = elements.get(i);
      String within = "[" + i + "]";
      if (!(element instanceof Json.Str(Spot spot, String text))) {
        faults.add(
            new Reading.Fault(element.spot(), within, "expected a string", element.describe()));
        continue;
      }
      values.add(text);
      rule.objection(text)
          .map(wrong -> new Reading.Fault(spot, within, wrong, Quoted.of(text)))
          .ifPresent(faults::add);
    }
    return faults.isEmpty()
        ? new Reading.Value<>(List.copyOf(values))
        : new Reading.Faulty<>(List.copyOf(faults));
  }

  /** A JSON list when it starts like one, else entries between commas. */
  @Override
  public Json lift(String text) {
    if (text.startsWith("[")) {
      return JsonReader.read(text) instanceof JsonReader.Parsed.Tree(Json json)
          ? json
          : new Json.Str(Spot.NONE, text);
    }
    return new Json.Arr(
        Spot.NONE,
        Stream.of(text.split(",", -1))
            .<Json>map(entry -> new Json.Str(Spot.NONE, entry.strip()))
            .toList());
  }

  @Override
  public String fix() {
    return rule.fix();
  }
}
