package dev.mossspore.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The list of objects under {@code veil.relays}. */
record VeilRelaysType() implements Type<List<VeilRelay>> {
  private static final String ADDR = "addr";
  private static final String COVER_SNI = "cover_sni";
  private static final String PUBKEY = "pubkey";

  @Override
  public List<VeilRelay> fallback() {
    return List.of();
  }

  @Override
  public Set<String> members() {
    return Set.of(ADDR, COVER_SNI, PUBKEY);
  }

  @Override
  public Reading<List<VeilRelay>> read(Json json) {
    if (!(json instanceof Json.Arr(Spot _, List<Json> elements))) {
      return Reading.expected("a list of objects", json);
    }
    List<VeilRelay> relays = new ArrayList<>();
    List<Reading.Fault> faults = new ArrayList<>();
    for (int i = 0; i < elements.size(); i++) {
      relays.add(relay(elements.get(i), "[" + i + "]", faults));
    }
    return faults.isEmpty()
        ? new Reading.Value<>(List.copyOf(relays))
        : new Reading.Faulty<>(List.copyOf(faults));
  }

  private VeilRelay relay(Json json, String within, List<Reading.Fault> faults) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (json instanceof Json.Obj(Spot _, List<Json.Member> members)) {
      for (Json.Member member : members) {
        if (member.value() instanceof Json.Str(Spot _, String text)) {
          texts.put(member.name(), text);
        } else if (members().contains(member.name()) && !(member.value() instanceof Json.Nil)) {
          faults.add(fault(member.value(), within + "." + member.name(), "expected a string"));
        }
      }
    } else {
      faults.add(fault(json, within, "expected an object"));
    }
    return new VeilRelay(
        texts.getOrDefault(ADDR, ""),
        texts.getOrDefault(COVER_SNI, ""),
        texts.getOrDefault(PUBKEY, ""));
  }

  private static Reading.Fault fault(Json json, String within, String wrong) {
    return new Reading.Fault(json.spot(), within, wrong, json.describe());
  }

  @Override
  public Json lift(String text) {
    return text.startsWith("[")
            && JsonReader.read(text) instanceof JsonReader.Parsed.Tree(Json json)
        ? json
        : new Json.Str(Spot.NONE, text);
  }

  @Override
  public String fix() {
    return "write a list of objects with the strings addr, cover_sni and pubkey";
  }

  @Override
  public Object plain(List<VeilRelay> value) {
    return value.stream().map(VeilRelaysType::plain).toList();
  }

  private static Map<String, String> plain(VeilRelay relay) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put(ADDR, relay.addr());
    members.put(COVER_SNI, relay.coverSni());
    members.put(PUBKEY, relay.pubkey());
    return members;
  }
}
