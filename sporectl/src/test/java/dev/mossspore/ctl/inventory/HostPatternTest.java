package dev.mossspore.ctl.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class HostPatternTest {
  /** Also what {@code HostPatternIT} has the real Ansible read. */
  static final String FLEET =
      """
      lone
      [web]
      web[1:4]
      [db]
      db1
      db2
      [old]
      web4
      db1
      [eu]
      web1
      web3
      db1
      [backend:children]
      db
      """;

  /** Pattern to hosts. */
  static final List<String> CASES =
      List.of(
          "all|lone web1 web2 web3 web4 db1 db2",
          "*|lone web1 web2 web3 web4 db1 db2",
          "web|web1 web2 web3 web4",
          "web:db|web1 web2 web3 web4 db1 db2",
          "web,db|web1 web2 web3 web4 db1 db2",
          "web:&eu|web1 web3",
          "web:&eu:!old|web1 web3",
          "web:!old|web1 web2 web3",
          "!old:web|web1 web2 web3",
          "!web|lone db1 db2",
          "&eu|web1 web3 db1",
          "all:&eu:!old|web1 web3",
          "web*|web1 web2 web3 web4",
          "*1|web1 db1",
          "web[0]|web1",
          "web[1:2]|web2 web3",
          "web[-1]|web4",
          "web[2:]|web3 web4",
          "~(web|db)[12]$|web1 web2 db1 db2",
          "we?1|web1",
          "web[!12]*|web3 web4",
          "backend|db1 db2",
          "web1:web1:lone|lone web1");

  @ParameterizedTest
  @org.junit.jupiter.params.provider.FieldSource("CASES")
  void selects(String row) throws InventoryException {
    int bar = row.lastIndexOf('|');
    Inventory fleet = IniInventory.read(FLEET, "hosts.ini");
    assertEquals(
        row.substring(bar + 1),
        HostPattern.select(row.substring(0, bar), fleet).stream()
            .map(Host::name)
            .collect(Collectors.joining(" ")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "wbe|no host or group of hosts.ini matches 'wbe'; did you mean 'web'?",
        "web:!odl|'odl'; did you mean 'old'?",
        "web[9]|'web[9]' selects nothing of 4 hosts",
        "nowhere*|matches 'nowhere*'",
        "~[|is no regular expression",
        "::|the pattern is empty"
      })
  void refusesWhatMatchesNothing(String pattern, String message) throws InventoryException {
    Inventory fleet = IniInventory.read(FLEET, "hosts.ini");
    String said =
        String.valueOf(
            assertThrows(IllegalArgumentException.class, () -> HostPattern.select(pattern, fleet))
                .getMessage());
    assertTrue(said.contains(message), said);
  }

  @Test
  void takesAHostWhoseNameHoldsColons() throws InventoryException {
    Inventory fleet =
        TreeInventory.ofList(
            java.util.Map.of("all", java.util.Map.of("hosts", List.of("2001:db8::1"))), "x");
    assertEquals(1, HostPattern.select("2001:db8::1", fleet).size());
  }
}
