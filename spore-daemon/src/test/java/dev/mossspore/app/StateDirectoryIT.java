package dev.mossspore.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.testing.PingingPeer;
import dev.mossspore.testing.SporeProcess;
import dev.mossspore.testing.TestTracker;
import dev.mossspore.testkit.Await;
import dev.mossspore.testkit.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A state directory that takes nothing: the spore says so and serves all the same. The disks are
 * mounted in a mount namespace of the spore's own.
 */
@Tag("root")
class StateDirectoryIT {
  private static final String FULL =
      "mount -t tmpfs -o size=16k tmpfs %1$s && cp %2$s %1$s/identity.key && chmod 600"
          + " %1$s/identity.key; cat /dev/zero > %1$s/filler 2>/dev/null; ";
  private static final String READ_ONLY =
      "mount --bind %1$s %1$s && mount -o remount,ro,bind %1$s && ";

  @TempDir Path directory;
  private Path state;
  private Path key;

  @BeforeEach
  void makeAnIdentity() throws IOException {
    Tools.requireRoot("unshare");
    Tools.require("unshare -m true", "mount namespaces");
    state = Files.createDirectory(directory.resolve("state"));
    key = directory.resolve("saved.key");
    try (SporeProcess spore =
        SporeProcess.startQuiet(directory, "--identity-path", key.toString())) {
      assertEquals("created", spore.json("/info").path("identity").asText());
    }
  }

  @Test
  void aReadOnlyDirectoryWithAnIdentityServes() throws Exception {
    Path identity = Files.copy(key, state.resolve("identity.key"));
    byte[] before = Files.readAllBytes(identity);
    servesWithoutSaving(READ_ONLY, "log files cannot be opened");
    assertArrayEquals(before, Files.readAllBytes(identity));
  }

  @Test
  void aReadOnlyDirectoryWithoutAnIdentityIsRefused() {
    try (SporeProcess spore = start(READ_ONLY)) {
      assertEquals(78, spore.awaitEnd());
      assertTrue(spore.lastLine().contains("cannot be created"), spore.err());
    }
  }

  @Test
  void aFullDiskServes() throws Exception {
    servesWithoutSaving(FULL, "they follow here: no space left on device");
  }

  @Test
  void peersAreSavedOnceTheDiskIsNoLongerFull() throws Exception {
    savesPeersWhenItCan(FULL, "no space left on device", "rm %1$s/filler");
  }

  @Test
  void peersAreSavedOnceTheDirectoryCanBeWritten() throws Exception {
    Files.copy(key, state.resolve("identity.key"));
    savesPeersWhenItCan(READ_ONLY, "read-only file system", "mount -o remount,rw,bind %1$s");
  }

  private void savesPeersWhenItCan(String mount, String problem, String remedy) throws Exception {
    try (TestTracker tracker = TestTracker.start();
        SporeProcess spore = start(mount, tracker.url())) {
      spore.awaitUp();
      try (SporeProcess other = startPeerOf(spore)) {
        awaitSaving(spore, "[\"peer_cache_not_saved\"]");
        spore.awaitErr(
            "peer cache not written path=%s/peers.json error=\"%s\"".formatted(state, problem));
        assertEquals(200, spore.status("/health"));
        inside(spore, remedy.formatted(state));
        awaitSaving(spore, "[]");
        String saved = inside(spore, "cat %s/peers.json".formatted(state));
        assertTrue(saved.contains("127.0.0.1:" + other.port()), saved);
      }
      spore.signal("TERM");
      assertEquals(0, spore.awaitEnd());
    }
  }

  private SporeProcess startPeerOf(SporeProcess spore) {
    Map<String, String> environment = new HashMap<>(SporeProcess.quiet());
    environment.put("MOSSSPORE_STATIC_PEERS", "127.0.0.1:" + spore.port());
    return SporeProcess.start(
        directory, environment, List.of("sh", "-c", "exec " + SporeProcess.quietCommand()));
  }

  private static void awaitSaving(SporeProcess spore, String degraded) {
    Await.until(
        () -> "degraded is " + degraded + ": " + spore.err(),
        Duration.ofSeconds(60),
        () -> spore.json("/info").path("degraded").toString().equals(degraded));
  }

  /** Runs a command among the spore's mounts. */
  private static String inside(SporeProcess spore, String command) {
    return Tools.run(
            List.of("nsenter", "-m", "-t", Long.toString(spore.pid()), "sh", "-c", command))
        .output();
  }

  private void servesWithoutSaving(String mount, String problem) throws Exception {
    try (PingingPeer peer = PingingPeer.start();
        SporeProcess spore = start(mount)) {
      spore.awaitUp();
      spore.awaitErr(problem);
      assertEquals("loaded", spore.json("/info").path("identity").asText());
      peer.connect(spore.port());
      peer.roundTrip();
      spore.signal("TERM");
      assertEquals(0, spore.awaitEnd());
    }
  }

  private SporeProcess start(String mount) {
    Map<String, String> environment = new HashMap<>(SporeProcess.quiet());
    environment.put("MOSSSPORE_LOG_DIR", state.resolve("logs").toString());
    return start(mount, environment);
  }

  /** One that asks a tracker every ten seconds, and saves its peers after that. */
  private SporeProcess start(String mount, String tracker) {
    Map<String, String> environment = new HashMap<>(SporeProcess.quiet());
    environment.put("MOSSSPORE_TRACKERS", tracker);
    environment.put("MOSSSPORE_ANNOUNCE_INTERVAL_SEC", "10");
    return start(mount, environment);
  }

  private SporeProcess start(String mount, Map<String, String> environment) {
    String command =
        mount.formatted(state, key)
            + "exec "
            + SporeProcess.quietCommand()
            + " --identity-path "
            + state.resolve("identity.key");
    return SporeProcess.start(
        directory, environment, List.of("unshare", "-m", "sh", "-c", command));
  }
}
