package dev.mossspore.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mossspore.testing.Hosts;
import dev.mossspore.testing.SporeProcess;
import dev.mossspore.testkit.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spores on one segment that are told of nobody. */
@Tag("root")
class NeighboursIT {
  private static final Duration MEET = Duration.ofSeconds(30);

  private static final Pattern PEER_JOINED =
      Pattern.compile("\"PeerJoined\".*\\bpeer\\W+(\\w{64})");

  @TempDir Path directory;
  private final List<SporeProcess> spores = new ArrayList<>();
  private final Hosts hosts = Hosts.up();

  @AfterEach
  void down() {
    spores.forEach(SporeProcess::close);
    hosts.close();
  }

  @Test
  void hearEachOther() {
    SporeProcess a = start("a", "true");
    SporeProcess b = start("b", "true");
    Await.until(
        () -> "they meet; the second said " + b.err(),
        MEET,
        () -> joined(a) == 1 && joined(b) == 1);
  }

  @Test
  void aSporeThatIsNotToListenMeetsNobody() {
    SporeProcess deaf = start("a", "false");
    SporeProcess alone = start("b", "true");
    // What is said once the port is taken shows that neighbours were listened to all the while.
    SporeProcess second = start("b", "true");
    Await.until("two on one host meet", MEET, () -> joined(second) == 1 && joined(alone) == 1);
    assertEquals(0, joined(deaf));
  }

  @Test
  void aReloadLetsASporeHearItsNeighboursAndBeDeafAgain() throws IOException {
    SporeProcess a = start("a", "false");
    SporeProcess b = start("b", "true");
    reload(a, "a", "true");
    Await.until(() -> "they meet; b said " + b.err(), MEET, () -> joined(a) == 1 && joined(b) == 1);
    reload(a, "a", "false");
    SporeProcess third = start("b", "true");
    Await.until("those on b meet", MEET, () -> joined(third) >= 1 && joined(b) == 2);
  }

  private void reload(SporeProcess spore, String host, String lan) throws IOException {
    Files.writeString(file(host), "{\"lan_discovery\":" + lan + "}");
    spore.signal("HUP");
    spore.awaitErr("looking for peers trackers=0 lan=" + lan);
  }

  private Path file(String host) {
    return directory.resolve(host + ".json");
  }

  private SporeProcess start(String host, String lan) {
    Map<String, String> environment = new HashMap<>(SporeProcess.quiet());
    environment.remove("MOSSSPORE_LAN_DISCOVERY");
    try {
      Files.writeString(file(host), "{\"lan_discovery\":" + lan + "}");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> command =
        hosts.on(
            host,
            SporeProcess.LAUNCHER.toString(),
            "--config",
            file(host).toString(),
            "--monitor-listen",
            "127.0.0.1:0",
            "-v");
    SporeProcess spore = SporeProcess.start(directory, environment, command);
    spores.add(spore);
    spore.awaitErr("node started");
    return spore;
  }

  /**
   * How many have joined it. One may do so twice: of two sessions that both have dialled one has to
   * go.
   */
  private static long joined(SporeProcess spore) {
    return PEER_JOINED.matcher(spore.out()).results().map(line -> line.group(1)).distinct().count();
  }
}
