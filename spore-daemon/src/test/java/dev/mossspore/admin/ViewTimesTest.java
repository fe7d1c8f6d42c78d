package dev.mossspore.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.mossspore.admin.v1.ExplainPeerResponse;
import dev.mossspore.base.PeerId;
import dev.mossspore.catalogue.Catalogue;
import dev.mossspore.config.ConfigInputs;
import dev.mossspore.config.Configuration;
import dev.mossspore.config.QuotaPeriod;
import dev.mossspore.config.Resolution;
import dev.mossspore.crypto.Identity;
import dev.mossspore.doctor.Diagnosis;
import dev.mossspore.mesh.FakeLink;
import dev.mossspore.mesh.Mesh;
import dev.mossspore.mesh.Reachability;
import dev.mossspore.mesh.SteppedMesh;
import dev.mossspore.monitor.NodeStatus;
import dev.mossspore.observe.BuildInfo;
import dev.mossspore.observe.EventRing;
import dev.mossspore.relay.QuotaUse;
import dev.mossspore.relay.Relay;
import dev.mossspore.relay.RelaySettings;
import dev.mossspore.relay.RelaySurroundings;
import dev.mossspore.reload.RunningConfig;
import dev.mossspore.transport.Carrier;
import dev.mossspore.transport.CloseReason;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The node counts in steady time; what it tells of that is in the time of its clock. */
@Tag("unit")
class ViewTimesTest {
  private static final Instant NOW = Instant.parse("2026-05-26T18:00:00.123456789Z");
  private static final InstantSource CLOCK = InstantSource.fixed(NOW);
  private static final Duration PROBED = Duration.ofMillis(2500);

  private final SteppedMesh stepped = new SteppedMesh();
  private final Mesh mesh = stepped.mesh;
  private final AdminNode node = node();

  @Test
  void theStateIsOfNow() {
    assertEquals(Times.timestamp(NOW), new NodeStateView(node).now().getTime());
  }

  @Test
  void theProbeWasAsLongAgoAsItIs() {
    assertEquals(Times.timestamp(NOW.minus(PROBED)), NetcheckView.now(node).getProbed());
  }

  @Test
  void dialsWereAndWillBeAsFarAwayAsTheyAre() {
    PeerId remote = Identity.generate(new SecureRandom()).peerId();
    mesh.tick();
    FakeLink link = new FakeLink(remote, Carrier.TCP, true, SteppedMesh.STATIC);
    mesh.established(link);
    stepped.dials.remove().complete(link);
    pass(Duration.ofSeconds(7));
    ExplainPeerResponse connected = new PeerExplanation(node).of(remote.hex());
    assertEquals(Times.timestamp(NOW.minusSeconds(7)), connected.getLastDial());
    assertFalse(connected.hasNextDial());

    pass(Duration.ofMinutes(1));
    link.close(CloseReason.REMOTE_CLOSED);
    // The first dial after a session that lasted counts as no failure.
    for (int i = 0; i < 2; i++) {
      pass(Duration.ofSeconds(5));
      mesh.tick();
      stepped.dials.remove().completeExceptionally(new IllegalStateException("no route"));
    }
    pass(Duration.ofSeconds(1));
    ExplainPeerResponse gone = new PeerExplanation(node).of(remote.hex());
    Duration wait =
        Objects.requireNonNull(mesh.views().explain(remote).join().nextDialIn(), "not dialled");
    assertFalse(wait.isZero(), "it may be dialled now");
    assertEquals(Times.timestamp(NOW.minusSeconds(1)), gone.getLastDial());
    assertEquals(Times.timestamp(NOW.plus(wait)), gone.getNextDial());
  }

  private void pass(Duration time) {
    stepped.now += time.toNanos();
  }

  private AdminNode node() {
    Relay relay =
        new Relay(
            stepped.self,
            new RelaySettings(
                true, 1, 0, 1, Duration.ofMinutes(30), Duration.ofMinutes(1), 0, QuotaPeriod.MONTH),
            mesh.peers(),
            () -> stepped.now,
            new RelaySurroundings(() -> Reachability.UNKNOWN, event -> {}, CLOCK, QuotaUse.NONE));
    ConfigInputs inputs =
        new ConfigInputs("", Map.of(), Map.of(), Path.of("/nonexistent"), false, Long.MAX_VALUE);
    RunningConfig running =
        new RunningConfig(inputs, (Resolution.Accepted) Configuration.resolve(inputs));
    return new AdminNode(
        BuildInfo.current(),
        NodeStatus.NotReady::new,
        mesh.views(),
        relay,
        () ->
            new AdminNode.NetworkView("127.0.0.1", true, true, false, PROBED.toNanos(), List.of()),
        peers -> new Diagnosis(List.of(), 0),
        running,
        running::reload,
        new EventRing(CLOCK),
        () -> 0,
        CLOCK,
        Catalogue.load());
  }
}
