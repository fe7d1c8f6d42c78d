package dev.mossspore.ctl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.ctl.testing.Ctl;
import dev.mossspore.ctl.testing.Samples;
import dev.mossspore.ctl.testing.StubDaemon;
import dev.mossspore.ctl.testing.StubServer;
import dev.mossspore.testkit.Tools;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The socket and users in and out of its group. The group is one that every Linux has. */
@Tag("root")
class SocketUsersIT {
  private static final String GROUP = "games";

  @TempDir Path directory;
  private final StubServer server = new StubServer();
  private Path socket;

  @BeforeEach
  void start() {
    Tools.requireRoot("setpriv");
    Tools.require("getent group " + GROUP, "a group " + GROUP);
    socket = directory.resolve("run/admin.sock");
    shell("chmod 755 " + directory + " && mkdir -m 750 " + directory + "/run");
    shell("cp -r %s %s/tree".formatted(Ctl.LAUNCHER.resolve("../..").normalize(), directory));
    server.serve(socket, new StubDaemon().state(Samples.state(1)));
    shell("chgrp %1$s %2$s/run %3$s && chmod 660 %3$s".formatted(GROUP, directory, socket));
  }

  @AfterEach
  void end() {
    server.close();
  }

  @Test
  void letsMembersIn() {
    Ctl.Result result = as("--groups", GROUP);
    assertEquals(0, result.status(), result.err());
  }

  @Test
  void tellsOthersWhichGroupToJoin() {
    Ctl.Result result = as("--clear-groups");
    assertEquals(5, result.status(), result.err());
    assertTrue(result.err().contains("you may not open " + socket), result.err());
    assertTrue(result.err().contains("[socket_permission]"), result.err());
    assertTrue(result.err().contains("add yourself to group"), result.err());
  }

  /** Where the directory can be entered but the socket not opened, its own group is known. */
  @Test
  void namesTheGroupOfTheSocketWhereItCanBeSeen() {
    shell("chmod 755 %s/run".formatted(directory));
    Ctl.Result result = as("--clear-groups");
    assertEquals(5, result.status(), result.err());
    assertTrue(result.err().contains("add yourself to group " + GROUP + " "), result.err());
  }

  private Ctl.Result as(String... groups) {
    List<String> before =
        new java.util.ArrayList<>(List.of("setpriv", "--reuid", "65534", "--regid", "65534"));
    before.addAll(List.of(groups));
    return Ctl.run(
        directory,
        directory.resolve("tree/bin/sporectl"),
        Map.of("XDG_CONFIG_HOME", "/nonexistent"),
        before,
        "status",
        "--host",
        "unix:" + socket,
        "--timeout",
        "30s");
  }

  private static void shell(String command) {
    Tools.Result result = Tools.run(command);
    assertEquals(0, result.status(), result.output());
  }
}
