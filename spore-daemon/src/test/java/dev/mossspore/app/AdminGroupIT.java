package dev.mossspore.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.admin.v1.GetStatusRequest;
import dev.mossspore.admin.v1.ReloadRequest;
import dev.mossspore.testing.AdminClient;
import dev.mossspore.testing.SporeProcess;
import dev.mossspore.testkit.Tools;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users in the group of the admin socket and out of it. */
@Tag("root")
class AdminGroupIT {
  /** Of Debian and its kin from the first day: a group that nobody is in. */
  private static final String GROUP = "games";

  /** A user of no standing and no name. */
  private static final String STRANGER = "54321";

  /** The system's, which everybody can run. */
  private static final String PYTHON = "/usr/bin/python3";

  private static final String DENIED = "PermissionError: [Errno 13] Permission denied";
  private static final String CONNECT =
      "import socket, sys; socket.socket(socket.AF_UNIX).connect(sys.argv[1])";

  @TempDir private Path directory;

  @BeforeEach
  void tools() throws IOException {
    Tools.requireRoot("setpriv", PYTHON);
    Tools.require("getent group " + GROUP, "a group " + GROUP);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void theGroupGetsInAndNobodyElse() throws IOException {
    Path socket = directory.resolve("run/moss/admin.sock");
    try (SporeProcess spore = start(socket)) {
      assertEquals("connected", connect(socket, List.of("--groups", gid())));
      assertEquals(DENIED, connect(socket, List.of("--clear-groups")));
      // The directories alone keep strangers out; so does the socket's own mode.
      Files.setPosixFilePermissions(
          directory.resolve("run"), PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.setPosixFilePermissions(
          directory.resolve("run/moss"), PosixFilePermissions.fromString("rwxr-xr-x"));
      assertEquals(DENIED, connect(socket, List.of("--clear-groups")));
      assertTrue(spore.alive());
    }
  }

  @Test
  void theAuditLogTellsCallersApart() throws IOException {
    Path socket = directory.resolve("run/moss/admin.sock");
    try (SporeProcess spore = start(socket);
        AdminClient root = AdminClient.unix(socket)) {
      root.calls().getStatus(GetStatusRequest.getDefaultInstance());
      List<String> follow = stranger(List.of("--groups", gid()));
      follow.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
      follow.addAll(List.of("-cp", tree().resolve("lib") + "/*:" + directory.resolve("classes")));
      follow.addAll(List.of("dev.mossspore.testing.Follow", socket.toString()));
      Process other = new ProcessBuilder(follow).redirectErrorStream(true).start();
      try (BufferedReader said = other.inputReader()) {
        assertTrue(said.lines().anyMatch("following"::equals), "the stranger follows");
        // A call of the first connection while the second is there.
        root.calls().reload(ReloadRequest.getDefaultInstance());
      } finally {
        other.destroy();
      }
      spore.awaitErr("call method=Reload caller=unix:root");
      spore.awaitErr("call method=WatchEvents caller=unix:" + STRANGER);
    }
  }

  /** A user who may not write to {@code /run} has a spore all the same. */
  @Test
  void aDefaultSocketThatCannotBeMadeLeavesTheSporeRunning() throws IOException {
    Map<String, String> environment = new HashMap<>(SporeProcess.quiet());
    environment.put("MOSSSPORE_ADMIN_ENABLED", "true");
    environment.put("MOSSSPORE_STATE_DIR", directory.toString());
    List<String> command = stranger(List.of("--clear-groups"));
    command.add(tree().resolve("bin/mossspore").toString());
    command.addAll(List.of("--listen-host", "127.0.0.1", "--monitor-listen", "127.0.0.1:0"));
    try (SporeProcess spore = SporeProcess.start(directory, environment, command)) {
      spore.awaitUp();
      assertTrue(
          spore.json("/info").path("degraded").toString().contains("admin_socket_unavailable"));
      spore.awaitErr("no local admin socket");
      assertEquals(200, spore.status("/ready"));
    }
  }

  private SporeProcess start(Path socket) {
    Map<String, String> environment = new HashMap<>(SporeProcess.quiet());
    environment.put("MOSSSPORE_ADMIN_ENABLED", "true");
    environment.put("MOSSSPORE_ADMIN_SOCKET", socket.toString());
    environment.put("MOSSSPORE_ADMIN_SOCKET_GROUP", GROUP);
    environment.put("MOSSSPORE_LOG_LEVEL", "debug");
    SporeProcess spore =
        SporeProcess.start(
            directory,
            environment,
            "--listen-host",
            "127.0.0.1",
            "--monitor-listen",
            "127.0.0.1:0");
    spore.awaitUp();
    return spore;
  }

  /** What was built, where everybody can read it. */
  private Path tree() {
    Path tree = directory.resolve("tree");
    if (!Files.exists(tree)) {
      Tools.run(
          """
          cp -r target/mossspore %1$s/tree && cp -r target/test-classes %1$s/classes &&
          cp -r ../proto/target/test-classes/dev/mossspore/testkit %1$s/classes/dev/mossspore &&
          chmod -R a+rX %1$s\
          """
              .formatted(directory));
    }
    return tree;
  }

  private static List<String> stranger(List<String> groups) {
    List<String> command =
        new ArrayList<>(List.of("setpriv", "--reuid", STRANGER, "--regid", STRANGER));
    command.addAll(groups);
    return command;
  }

  private static String gid() {
    return Tools.run("getent group %s | cut -d: -f3".formatted(GROUP)).output().strip();
  }

  /** What somebody of no standing comes to who opens the socket. */
  private static String connect(Path socket, List<String> groups) {
    List<String> command = stranger(groups);
    command.addAll(List.of(PYTHON, "-c", CONNECT, socket.toString()));
    Tools.Result result = Tools.run(command);
    return result.status() == 0 ? "connected" : result.output().lines().toList().getLast();
  }
}
