package dev.mossspore.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mossspore.testing.Await;
import dev.mossspore.testing.Hosts;
import dev.mossspore.testing.SporeProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spores on one segment that are told of nobody. */
@Tag("root")
class NeighboursIT {
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration MEET = Duration.ofSeconds(5);

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
        "they meet; the second said " + b.err(), MEET, () -> joined(a) == 1 && joined(b) == 1);
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

  private SporeProcess start(String host, String lan) {
    Map<String, String> environment = new HashMap<>(SporeProcess.quiet());
    environment.put("MOSSSPORE_LAN_DISCOVERY", lan);
    List<String> command =
        hosts.on(host, SporeProcess.LAUNCHER.toString(), "--monitor-listen", "127.0.0.1:0", "-v");
    SporeProcess spore = SporeProcess.start(directory, environment, command);
    spores.add(spore);
    Await.until(
        "it is up; it said " + spore.err(), START, () -> spore.err().contains("node started"));
    return spore;
  }

  private static long joined(SporeProcess spore) {
    return spore.out().lines().filter(line -> line.contains("\"PeerJoined\"")).count();
  }
}
