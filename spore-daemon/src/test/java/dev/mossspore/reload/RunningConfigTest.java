package dev.mossspore.reload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.config.ConfigInputs;
import dev.mossspore.config.Configuration;
import dev.mossspore.config.Key;
import dev.mossspore.config.Keys;
import dev.mossspore.config.Reload;
import dev.mossspore.config.Resolution;
import dev.mossspore.config.Source;
import dev.mossspore.config.SporeConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class RunningConfigTest {
  @TempDir Path directory;
  private final List<String> calls = new ArrayList<>();
  private RunningConfig running;

  @BeforeEach
  void start() {
    write("{'max_peers': 10, 'listen_port': 4001}");
    ConfigInputs inputs =
        new ConfigInputs(
            file().toString(), Map.of("mesh_id", "given"), Map.of(), directory, false, 10_000);
    running =
        new RunningConfig(
            inputs, assertInstanceOf(Resolution.Accepted.class, Configuration.resolve(inputs)));
    running.live(part("peers"), Keys.MAX_PEERS, Keys.STATIC_PEERS);
    running.live(part("log"), Keys.VERBOSE);
  }

  @Test
  void appliesLiveKeysInOneStep() {
    write("{'max_peers': 20, 'static_peers': ['a:1'], 'verbose': true, 'listen_port': 4001}");
    ReloadReport.Accepted report = accepted();
    assertEquals(List.of("max_peers", "static_peers", "verbose"), report.applied());
    assertEquals(
        List.of("peers prepares 20", "log prepares 20", "peers commits", "log commits"), calls);
    assertEquals(2, report.generation());
    assertEquals(20, running.config().network().maxPeers());
  }

  @Test
  void keepsTheRunningValueOfWhatNeedsARestart() {
    write("{'max_peers': 20, 'listen_port': 4002}");
    ReloadReport.Accepted report = accepted();
    assertEquals(List.of("max_peers"), report.applied());
    assertEquals(List.of("listen_port"), report.restartRequired());
    assertEquals(4001, running.config().network().listenPort());
    assertEquals(List.of("listen_port"), running.restartRequired());
  }

  @Test
  void tellsWhatGivesTheValueInForce() {
    write("{\n'max_peers': 10,\n'listen_port': 4002}");
    accepted();
    assertEquals(
        file() + ", line 2, column 14",
        running.settings().setting(Keys.MAX_PEERS).place().toString());
    assertEquals(
        file() + ", line 1, column 34",
        running.settings().setting(Keys.LISTEN_PORT).place().toString());
    write("{'listen_port': 4001}");
    accepted();
    assertEquals(Source.DEFAULT, running.settings().setting(Keys.MAX_PEERS).source());
  }

  @Test
  void remembersWhatNeedsARestartUntilItIsTakenBack() {
    write("{'max_peers': 10, 'listen_port': 4002}");
    ReloadReport.Accepted first = accepted();
    assertEquals(List.of(), first.applied());
    assertTrue(!first.unchanged());
    ReloadReport.Accepted again = accepted();
    assertEquals(List.of("listen_port"), again.restartRequired());
    assertTrue(again.unchanged());
    write("{'max_peers': 10, 'listen_port': 4001}");
    assertEquals(List.of(), accepted().restartRequired());
    assertEquals(List.of(), running.restartRequired());
    assertEquals(1, running.generation());
  }

  @Test
  void doesNothingWithoutAChange() {
    ReloadReport.Accepted report = accepted();
    assertTrue(report.unchanged());
    assertEquals(1, report.generation());
    assertEquals(List.of(), calls);
  }

  @Test
  void flagsStillWin() {
    write("{'max_peers': 10, 'listen_port': 4001, 'mesh_id': 'other'}");
    assertTrue(accepted().unchanged());
  }

  @Test
  void aBadFileChangesNothing() {
    write("{'max_peers': 0.5, 'verbose': 3, 'static_peers': ['a:1']}");
    ReloadReport.Rejected report = assertInstanceOf(ReloadReport.Rejected.class, running.reload());
    assertEquals(2, report.problems().size());
    assertEquals(List.of(), calls);
    assertEquals(10, running.config().network().maxPeers());
    assertEquals(1, running.generation());
  }

  @Test
  void aPartThatCannotChangeKeepsAllFromChanging() {
    running.live(
        next -> {
          throw new IOException("monitor.listen :1: permission denied");
        },
        Keys.MONITOR_LISTEN);
    write("{'max_peers': 20, 'verbose': true,\n'monitor': {'listen': ':1'}}");
    ReloadReport.Rejected report = assertInstanceOf(ReloadReport.Rejected.class, running.reload());
    assertEquals(
        file() + ", line 2, column 23: monitor.listen :1: permission denied",
        report.problems().getFirst().toString());
    assertEquals(
        List.of("peers prepares 20", "log prepares 20", "log abandons", "peers abandons"), calls);
    assertEquals(10, running.config().network().maxPeers());
    assertEquals(1, running.generation());
  }

  @Test
  void whatNobodyObeysIsNotCalledApplied() {
    Key<?> idle = key(false);
    write("{'max_peers': 10, 'listen_port': 4001, '%s': %s}".formatted(idle.name(), "false"));
    ReloadReport.Accepted report = accepted();
    assertEquals(List.of(), report.applied());
    assertEquals(List.of(idle.name()), report.withoutEffect());
    assertTrue(accepted().unchanged());
  }

  @Test
  void anEffectiveKeyThatNobodyClaimedNeedsARestart() {
    write("{'max_peers': 10, 'listen_port': 4001, 'log_dir': '/nowhere'}");
    assertEquals(List.of("log_dir"), accepted().restartRequired());
  }

  @Test
  void aKeyHasOnePart() {
    assertThrows(IllegalArgumentException.class, () -> running.live(part("b"), Keys.STATIC_PEERS));
    assertThrows(IllegalArgumentException.class, () -> running.live(part("c"), Keys.MESH_ID));
  }

  /** A live switch of the top level that is on by default. */
  private static Key<?> key(boolean effective) {
    return Keys.all().stream()
        .filter(key -> key.reload() == Reload.LIVE && key.effective() == effective)
        .filter(key -> key.fallback().equals(true) && key.name().indexOf('.') < 0)
        .findFirst()
        .orElseThrow();
  }

  private ReloadReport.Accepted accepted() {
    return assertInstanceOf(ReloadReport.Accepted.class, running.reload());
  }

  private LivePart part(String name) {
    return (SporeConfig next) -> {
      calls.add(name + " prepares " + next.network().maxPeers());
      return new LivePart.Prepared() {
        @Override
        public void commit() {
          calls.add(name + " commits");
        }

        @Override
        public void abandon() {
          calls.add(name + " abandons");
        }
      };
    };
  }

  private Path file() {
    return directory.resolve("config.json");
  }

  private void write(String text) {
    try {
      Files.writeString(file(), text.replace('\'', '"'));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
