package dev.mossspore.ctl.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.ctl.tree.JsonText;
import dev.mossspore.ctl.tree.YamlText;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The same fleet as YAML and as what Ansible prints of it. */
@Tag("unit")
class TreeInventoryTest {
  private static final String YAML =
      """
      all:
        hosts:
          lone:
        children:
          eu:
            vars: {region: europe, tries: 3}
            children:
              web:
                hosts:
                  web[1:2]:
                    ansible_port: 2222
              db:
                hosts:
                  db1: {region: own, list: [1, 2]}
      """;

  private static final String LIST =
      """
      {"_meta": {"hostvars": {"web1": {"ansible_port": 2222, "region": "europe"},
                              "web2": {}, "db1": {"region": "own"}}},
       "all": {"children": ["ungrouped", "eu"]},
       "eu": {"children": ["web", "db"]},
       "ungrouped": {"hosts": ["lone"]},
       "web": {"hosts": ["web1", "web2"]},
       "db": ["db1"]}
      """;

  @Test
  void readsYaml() throws InventoryException {
    Inventory fleet = TreeInventory.ofYaml(YamlText.read(YAML), "hosts.yml");
    assertEquals(List.of("lone", "web1", "web2", "db1"), List.copyOf(fleet.hosts().keySet()));
    assertEquals(List.of("web1", "web2", "db1"), fleet.groups().get("eu"));
    assertEquals("2222", variable(fleet, "web2", "ansible_port"));
    assertEquals("3", variable(fleet, "web2", "tries"));
    assertEquals("own", variable(fleet, "db1", "region"));
    assertEquals("", variable(fleet, "db1", "list"));
  }

  @Test
  void readsWhatAnsibleLists() throws InventoryException {
    Inventory fleet = TreeInventory.ofList(JsonText.read(LIST), "ansible");
    assertEquals(List.of("web1", "web2", "db1"), fleet.groups().get("eu"));
    assertEquals(List.of("lone"), fleet.groups().get("ungrouped"));
    assertEquals("2222", variable(fleet, "web1", "ansible_port"));
    assertEquals("own", variable(fleet, "db1", "region"));
  }

  @Test
  void namesThePlaceOfAMistake() {
    assertTrue(problem("all: {hoste: {a: }}").contains("all.hoste: a group has hosts"));
    assertTrue(problem("all: {hosts: [a, b]}").contains("all.hosts: expected names"));
    assertTrue(problem("all: {hosts: {'w[9:1]': }}").contains("goes upwards"));
  }

  private static String problem(String yaml) {
    return String.valueOf(
        assertThrows(
                InventoryException.class,
                () -> TreeInventory.ofYaml(YamlText.read(yaml), "hosts.yml"))
            .getMessage());
  }

  private static String variable(Inventory fleet, String host, String name) {
    Host found = fleet.hosts().get(host);
    return found == null ? "no such host" : found.variables().getOrDefault(name, "");
  }
}
