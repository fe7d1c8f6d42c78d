package dev.mossspore.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mossspore.base.PeerId;
import dev.mossspore.crypto.Identity;
import dev.mossspore.wire.Blob;
import dev.mossspore.wire.Envelope;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class SnapshotTest {
  private static final Capabilities RELAY = new Capabilities("public", true, true);
  private static final Capabilities OVERLOADED = new Capabilities("public", true, false);

  private final KnownPeers peers = new KnownPeers(id -> false);
  private final Set<PeerId> doubtful = new HashSet<>();
  private final Announcements announcements = new Announcements(identity().peerId(), peers);

  @Test
  void connectedAndReachablePeersComeFirstThenTheLatest() {
    Identity old = identity();
    Identity recent = identity();
    Identity connected = identity();
    Identity relay = identity();
    say(relay, true, announce(relay), 1);
    say(relay, true, status(relay, RELAY), 2);
    say(connected, true, announce(connected), 3);
    say(old, false, announce(old), 4);
    say(recent, false, announce(recent), 5);
    assertEquals(
        List.of(
            "peer_announce " + relay.peerId(),
            "supernode_announce " + relay.peerId(),
            "peer_announce " + connected.peerId(),
            "peer_announce " + recent.peerId(),
            "peer_announce " + old.peerId()),
        told());
  }

  @Test
  void aRevokedRelayIsNotPraised() {
    Identity relay = identity();
    say(relay, false, status(relay, RELAY), 1);
    assertEquals(List.of("supernode_announce " + relay.peerId()), told());
    say(relay, false, status(relay, OVERLOADED), 2);
    assertEquals(List.of(), told());
  }

  @Test
  void whoIsProbablyGoneIsNotToldOfUnlessItIsConnected() {
    Identity connected = identity();
    Identity gone = identity();
    say(connected, true, announce(connected), 1);
    say(gone, false, announce(gone), 2);
    assertEquals(2, told().size());
    doubtful.addAll(List.of(connected.peerId(), gone.peerId()));
    assertEquals(List.of("peer_announce " + connected.peerId()), told());
  }

  private List<String> told() {
    Snapshot snapshot =
        Snapshot.of(
            new OwnAnnouncements(identity()),
            "203.0.113.9:1",
            Capabilities.UNPROBED,
            peers,
            identity().peerId(),
            doubtful::contains,
            Snapshot.AT_ONCE);
    return snapshot.first().stream()
        .skip(1)
        .map(e -> e.type() + " " + PeerId.parse(e.advertisedPeerId()))
        .toList();
  }

  private void say(Identity who, boolean connect, Envelope envelope, long now) {
    if (connect && peers.find(who.peerId()).isEmpty()) {
      peers.opened(who.peerId(), new OpenedSession("203.0.113.1:1", true, Blob.EMPTY, false), now);
    }
    boolean status = envelope.type().startsWith("supernode");
    Sender sender = new Sender(who.peerId(), "203.0.113.1:1", false);
    announcements.apply(
        new ReceivedAnnouncement(sender, who.peerId(), status, envelope, Blob.EMPTY), true, now);
  }

  private static Envelope announce(Identity who) {
    return new OwnAnnouncements(who).peerAnnounce("203.0.113.1:1", Capabilities.NONE);
  }

  private static Envelope status(Identity who, Capabilities capabilities) {
    return new OwnAnnouncements(who).supernodeStatus("203.0.113.1:1", capabilities);
  }

  private static Identity identity() {
    return Identity.generate(new SecureRandom());
  }
}
