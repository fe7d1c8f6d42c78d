package dev.mossspore.ctl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mossspore.ctl.inventory.Host;
import dev.mossspore.ctl.inventory.HostPattern;
import dev.mossspore.ctl.inventory.Inventory;
import dev.mossspore.ctl.inventory.InventoryException;
import dev.mossspore.ctl.inventory.InventorySource;
import dev.mossspore.testkit.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the real Ansible makes of an inventory and of patterns is what we make of them. */
@Tag("system")
class AnsibleIT {
  private static final String FLEET =
      """
      lone ansible_host=192.0.2.9 # a comment
      [web]
      web[01:04] ansible_user=ops note='two words'
      [db]
      db1:2222
      db2 region=own
      [old]
      web04
      db1
      [eu]
      web01
      web03
      db1
      [backend:children]
      db
      [backend:vars]
      region=back
      [db:vars]
      region = front
      quoted="a b"
      [all:vars]
      region=everywhere
      """;

  private static final List<String> PATTERNS =
      List.of(
          "all",
          "*",
          "web",
          "web:db",
          "web,db",
          "web:&eu",
          "web:&eu:!old",
          "!old:web",
          "!web",
          "&eu",
          "all:&eu:!old",
          "web*",
          "*1",
          "web[0]",
          "web[1:2]",
          "web[-1]",
          "web[2:]",
          "~(web|db)0?[12]$",
          "we?01",
          "backend",
          "web01:web01:lone",
          "backend:web[0:1]:!db2");

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void start() throws IOException {
    Tools.requirePrograms("ansible", "ansible-inventory");
    file = Files.writeString(directory.resolve("hosts.ini"), FLEET);
  }

  @Test
  void patternsSelectTheSameHosts() throws InventoryException {
    Inventory fleet = new InventorySource.OfFile(file).read();
    for (String pattern : PATTERNS) {
      String listed =
          Tools.run(List.of("ansible", "-i", file.toString(), pattern, "--list-hosts")).output();
      TreeSet<String> theirs =
          listed
              .lines()
              .filter(line -> line.startsWith("    "))
              .map(String::strip)
              .collect(Collectors.toCollection(TreeSet::new));
      TreeSet<String> ours =
          HostPattern.select(pattern, fleet).stream()
              .map(Host::name)
              .collect(Collectors.toCollection(TreeSet::new));
      assertEquals(theirs, ours, pattern + ": " + listed);
    }
  }

  @Test
  void hostsHaveTheSameVariablesHoweverTheyAreRead() throws InventoryException, IOException {
    String ansible = "ansible-inventory -i " + file;
    Path yaml = directory.resolve("hosts.yml");
    Files.writeString(yaml, Tools.run(ansible + " --list --yaml 2>/dev/null").output());
    Map<String, Map<String, String>> ours = variables(new InventorySource.OfFile(file));
    assertEquals(variables(new InventorySource.OfCommand(ansible + " --list")), ours);
    assertEquals(variables(new InventorySource.OfFile(yaml)), ours);
  }

  private static Map<String, Map<String, String>> variables(InventorySource source)
      throws InventoryException {
    Map<String, Map<String, String>> variables = new TreeMap<>();
    source
        .read()
        .hosts()
        .forEach((name, host) -> variables.put(name, new TreeMap<>(host.variables())));
    return variables;
  }
}
