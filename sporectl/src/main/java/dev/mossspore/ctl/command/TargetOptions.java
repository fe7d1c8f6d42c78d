package dev.mossspore.ctl.command;

import dev.mossspore.ctl.endpoint.Access;
import dev.mossspore.ctl.endpoint.EndpointText;
import dev.mossspore.ctl.endpoint.HostEndpoint;
import dev.mossspore.ctl.endpoint.Target;
import dev.mossspore.ctl.inventory.Host;
import dev.mossspore.ctl.inventory.HostPattern;
import dev.mossspore.ctl.inventory.Inventory;
import dev.mossspore.ctl.inventory.InventoryException;
import dev.mossspore.ctl.inventory.InventorySource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which daemons a command asks: the local one unless told otherwise. */
final class TargetOptions {
  @Option(
      names = {"-l", "--limit"},
      paramLabel = "PATTERN",
      description =
          "Hosts of the inventory, by Ansible's patterns: all, web, 'web:&eu:!old', 'web*',"
              + " 'web[0:4]', '~regex'.")
  @Nullable String limit;

  @Option(
      names = {"-i", "--inventory"},
      paramLabel = "FILE",
      description =
          "Ansible inventory: INI, YAML, JSON, or a program that prints JSON. Without -l, all its"
              + " hosts.")
  @Nullable Path inventory;

  @Option(
      names = "--inventory-command",
      paramLabel = "COMMAND",
      description = "Shell command that prints an inventory as 'ansible-inventory --list' does.")
  @Nullable String inventoryCommand;

  @Option(
      names = "--host",
      paramLabel = "ENDPOINT",
      split = ",",
      description =
          "unix:/path, ssh://[user@]host[:port][/socket], tls://host[:port],"
              + " tcp://127.0.0.1[:port]; may be given several times.")
  List<String> hosts = List.of();

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "5s",
      description = "What each host has to answer. Default: ${DEFAULT-VALUE}.")
  Duration timeout = Duration.ofSeconds(5);

  @Option(
      names = "--parallel",
      paramLabel = "N",
      defaultValue = "32",
      description = "How many hosts are asked at a time. Default: ${DEFAULT-VALUE}.")
  int parallel = 32;

  @Option(names = "--tls-ca", paramLabel = "FILE", description = "Authority of tls: daemons.")
  @Nullable String tlsCa;

  @Option(names = "--tls-cert", paramLabel = "FILE", description = "Your certificate for tls:.")
  @Nullable String tlsCert;

  @Option(names = "--tls-key", paramLabel = "FILE", description = "Its private key (PKCS#8).")
  @Nullable String tlsKey;

  @Option(names = "--token-file", paramLabel = "FILE", description = "Your token for tcp:.")
  @Nullable String tokenFile;

  /**
   * The daemons to ask, at least one.
   *
   * @throws UsageException with what is wrong with the options, the inventory or a host's variables
   */
  List<Target> targets(Map<String, String> environment) {
    if (parallel < 1 || timeout.isZero()) {
      throw new UsageException("--parallel and --timeout have to be above 0");
    }
    try {
      if (!hosts.isEmpty()) {
        return oneOffs(environment);
      }
      if (limit == null && inventory == null && inventoryCommand == null) {
        String socket =
            "unix:" + EndpointText.localSocket(System.getProperty("os.name"), environment);
        return List.of(
            new Target(
                "local", EndpointText.parse(socket, new Access(Map.of()), List.of()), Map.of()));
      }
      return ofInventory(environment);
    } catch (IllegalArgumentException | InventoryException e) {
      throw new UsageException(e.getMessage());
    }
  }

  private List<Target> oneOffs(Map<String, String> environment) {
    if (limit != null || inventory != null || inventoryCommand != null) {
      throw new UsageException("--host stands for itself: leave out -l and -i, or --host");
    }
    Access access = Settings.read(environment).access().under(flags());
    Map<String, Target> targets = new LinkedHashMap<>();
    for (String text : hosts) {
      if (!text.contains(":") && !text.startsWith("/")) {
        throw new UsageException(
            "--host '%1$s' is no endpoint: over ssh it is --host ssh://%1$s, a host of the inventory is -l %1$s"
                .formatted(text));
      }
      targets.put(text, new Target(text, EndpointText.parse(text, access, List.of()), Map.of()));
    }
    return List.copyOf(targets.values());
  }

  private List<Target> ofInventory(Map<String, String> environment) throws InventoryException {
    Settings settings = Settings.read(environment);
    Inventory hosts = source(settings).read();
    List<Host> selected = HostPattern.select(limit == null ? "all" : limit, hosts);
    if (selected.isEmpty()) {
      throw new UsageException(
          "no host of %s is in '%s'".formatted(hosts.source(), limit == null ? "all" : limit));
    }
    return selected.stream()
        .map(host -> HostEndpoint.of(host.name(), host.variables(), settings.access(), flags()))
        .toList();
  }

  private InventorySource source(Settings settings) {
    if (inventory != null && inventoryCommand != null) {
      throw new UsageException("-i and --inventory-command exclude each other");
    }
    if (inventory != null) {
      return new InventorySource.OfFile(inventory);
    }
    if (inventoryCommand != null) {
      return new InventorySource.OfCommand(inventoryCommand);
    }
    return settings
        .inventory()
        .orElseThrow(
            () ->
                new UsageException(
                    "-l needs an inventory: give -i FILE, set SPORECTL_INVENTORY, or write"
                        + " 'inventory: FILE' into "
                        + settings.file()));
  }

  private Map<String, String> flags() {
    Map<String, String> flags = new HashMap<>();
    put(flags, Access.TLS_CA, tlsCa);
    put(flags, Access.TLS_CERT, tlsCert);
    put(flags, Access.TLS_KEY, tlsKey);
    put(flags, Access.TOKEN_FILE, tokenFile);
    return flags;
  }

  private static void put(Map<String, String> map, String name, @Nullable String value) {
    if (value != null) {
      map.put(name, value);
    }
  }
}
