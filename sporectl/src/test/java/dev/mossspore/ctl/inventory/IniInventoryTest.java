package dev.mossspore.ctl.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class IniInventoryTest {
  private static final String FLEET =
      """
      # a comment
      lone ansible_host=192.0.2.9   # behind it another
      ; and a third kind

      [web]
      web[01:03].example.org ansible_user=ops
      spare:2222

      [db]
      db-[a:c] size="two words" path='/x y'

      [eu:children]
      web
      db

      [eu:vars]
      region = europe
      ansible_user=euro

      [web:vars]
      region=west
      note="a = b"
      """;

  @Test
  void readsHostsRangesAndComments() throws InventoryException {
    Inventory fleet = IniInventory.read(FLEET, "hosts.ini");
    assertEquals(
        List.of(
            "lone",
            "web01.example.org",
            "web02.example.org",
            "web03.example.org",
            "spare",
            "db-a",
            "db-b",
            "db-c"),
        List.copyOf(fleet.hosts().keySet()));
    assertEquals(Map.of("ansible_host", "192.0.2.9"), variables(fleet, "lone"));
    assertEquals("2222", variables(fleet, "spare").get("ansible_port"));
    assertEquals("two words", variables(fleet, "db-b").get("size"));
    assertEquals("/x y", variables(fleet, "db-b").get("path"));
  }

  @Test
  void letsInnerGroupsAndHostsWin() throws InventoryException {
    Inventory fleet = IniInventory.read(FLEET, "hosts.ini");
    Map<String, String> web = variables(fleet, "web02.example.org");
    assertEquals("west", web.get("region"));
    assertEquals("ops", web.get("ansible_user"));
    assertEquals("a = b", web.get("note"));
    assertEquals("europe", variables(fleet, "db-a").get("region"));
    assertEquals("euro", variables(fleet, "db-a").get("ansible_user"));
  }

  @Test
  void knowsWhoIsInWhichGroup() throws InventoryException {
    Inventory fleet = IniInventory.read(FLEET, "hosts.ini");
    assertEquals(7, group(fleet, "eu").size());
    assertEquals(List.of("lone"), group(fleet, "ungrouped"));
    assertEquals(8, group(fleet, "all").size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[web|hosts.ini:1: '[web' is no section",
        "[web:kids]|':kids' is neither",
        "web stray|expected name=value behind the host, got 'stray'",
        "web a='open|a ' that is not closed",
        "[all:vars] x|no section",
        "web[9:1]|goes upwards",
        "web[1:3:0]|goes upwards",
        "web[0:999999999]|too large",
        "web[1-3:]|a range that is none"
      })
  void namesThePlaceOfAMistake(String text, String message) {
    String said =
        String.valueOf(
            assertThrows(InventoryException.class, () -> IniInventory.read(text, "hosts.ini"))
                .getMessage());
    assertTrue(said.startsWith("hosts.ini:1: "), said);
    assertTrue(said.contains(message.replace("hosts.ini:1: ", "")), said);
  }

  @Test
  void refusesGroupsThatContainEachOther() {
    InventoryException e =
        assertThrows(
            InventoryException.class,
            () -> IniInventory.read("[a:children]\nb\n[b:children]\na\n", "hosts.ini"));
    assertTrue(String.valueOf(e.getMessage()).contains("a > b > a"), e.getMessage());
  }

  private static Map<String, String> variables(Inventory fleet, String name) {
    Host host = fleet.hosts().get(name);
    assertTrue(host != null, () -> name + " is missing");
    return host == null ? Map.of() : host.variables();
  }

  private static List<String> group(Inventory fleet, String name) {
    return fleet.groups().getOrDefault(name, List.of());
  }
}
