package dev.mossspore.image;

import dev.mossspore.testkit.FleetHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the service could do on its host: tried by a program in its place. */
final class Sandbox {
  private static final String PROBE = "/usr/bin/python3 /opt/probe.py";

  private static final Map<String, String> FORBIDDEN =
      Map.ofEntries(
          Map.entry("NoNewPrivileges", "1"),
          Map.entry("CapabilityBoundingSet", "0000000000000000"),
          Map.entry("ProtectSystem", "ro ro ro ro"),
          Map.entry("ProtectHome", "EACCES EACCES"),
          Map.entry("PrivateTmp", "False"),
          Map.entry("PrivateDevices", "False"),
          Map.entry("ProtectKernelTunables", "ro ro"),
          Map.entry("ProtectKernelModules", "EACCES"),
          Map.entry("ProtectKernelLogs", "ENOENT SIGSYS"),
          Map.entry("ProtectControlGroups", "ro"),
          Map.entry("ProtectClock", "SIGSYS"),
          Map.entry("ProtectHostname", "SIGSYS"),
          Map.entry("RestrictSUIDSGID", "EPERM"),
          Map.entry("RestrictNamespaces", "EPERM"),
          Map.entry("RestrictRealtime", "EPERM"),
          Map.entry("LockPersonality", "EPERM"),
          Map.entry("RestrictAddressFamilies", "EAFNOSUPPORT"),
          Map.entry("SystemCallFilter", "SIGSYS"),
          Map.entry("UMask", "0o600"));

  /** The servers of the lab are containers, which forbid these to everybody. */
  private static final List<String> FORBIDDEN_BY_THE_LAB =
      List.of("ProtectKernelTunables", "RestrictRealtime");

  private final FleetHost host;

  Sandbox(FleetHost host) throws IOException {
    this.host = host;
    Path probe = host.directory("/opt").resolve("probe.py");
    Files.copy(Path.of("src/test/scripts/sandbox-probe.py"), probe);
    host.said("chmod 644 /opt/probe.py && mkdir -p /usr/lib/modules");
    host.said("touch /tmp/seen /dev/seen");
  }

  /** What has to come of it in the unit. */
  Map<String, String> expected() {
    Map<String, String> expected = new TreeMap<>(FORBIDDEN);
    // A container cannot raise what it was given.
    int most = Integer.parseInt(host.said("sh -c 'ulimit -Hn'"));
    expected.put("LimitNOFILE", Integer.toString(Math.min(most, 65_536)));
    return expected;
  }

  /** The lines that make a difference on this host. */
  List<String> observable() {
    List<String> lines = new ArrayList<>(FORBIDDEN.keySet());
    lines.removeAll(FORBIDDEN_BY_THE_LAB);
    return lines;
  }

  /** Tries in the unit, which is stopped for it and started again. */
  Map<String, String> tryInside() {
    String instead =
        "Type=oneshot\\nRestart=no\\nExecStart=\\nExecStart=%s\\nStandardOutput=file:/run/tried\\n"
            .formatted(PROBE);
    host.said("systemctl stop mossspore");
    try (FleetHost.DropIn _ = host.dropIn(instead)) {
      host.said("systemctl start mossspore");
    }
    host.said("systemctl start mossspore");
    return parse(host.said("cat /run/tried"));
  }

  /** Tries as the same user without the unit. */
  Map<String, String> tryOutside() {
    return parse(host.said("systemd-run -q --wait --pipe --uid=mossspore " + PROBE));
  }

  private static Map<String, String> parse(String tried) {
    Map<String, String> result = new TreeMap<>();
    tried.lines().map(line -> line.split(": ", 2)).forEach(parts -> result.put(parts[0], parts[1]));
    return result;
  }
}
