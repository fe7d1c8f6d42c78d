package dev.mossspore.mesh;

import dev.mossspore.base.PeerId;
import dev.mossspore.crypto.Identity;
import dev.mossspore.discovery.AnnouncementOutcome;
import dev.mossspore.discovery.Announcements;
import dev.mossspore.discovery.Capabilities;
import dev.mossspore.discovery.KnownPeer;
import dev.mossspore.discovery.KnownPeers;
import dev.mossspore.discovery.OwnAnnouncements;
import dev.mossspore.discovery.ReceivedAnnouncement;
import dev.mossspore.discovery.Screening;
import dev.mossspore.discovery.SignatureCheck;
import dev.mossspore.discovery.Snapshot;
import dev.mossspore.wire.Envelope;
import dev.mossspore.wire.EnvelopeEncoder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What peers tell each other of peers (chapter 04 section 11): takes announcements in and passes
 * them on once, tells newcomers whom this node knows, and everybody where it is itself. Signatures
 * are checked off the mesh loop, while what else the sender said waits. Confined to the mesh loop.
 */
final class PeerExchange {
  private static final int TOLD_PER_TICK = 10;
  private static final long SAY_AGAIN = Duration.ofSeconds(10).toNanos();

  private final PeerTable table;
  private final KnownPeers known;
  private final Scores scores;
  private final MeshEnvironment environment;
  private final MeshCounters counters;
  private final Announcements announcements;
  private final OwnAnnouncements own;
  private final Predicate<PeerId> doubtful;
  private final Supplier<String> ownAddress;
  private String said = "";
  private long saidAt;
  private boolean wanted;
  private Capabilities capabilities = Capabilities.UNPROBED;

  /**
   * @param doubtful peers of which newcomers need not be told
   * @param ownAddress what this node announces at the moment
   */
  PeerExchange(
      Identity self,
      PeerTable table,
      KnownPeers known,
      Scores scores,
      MeshEnvironment environment,
      MeshCounters counters,
      Predicate<PeerId> doubtful,
      Supplier<String> ownAddress) {
    this.table = table;
    this.known = known;
    this.scores = scores;
    this.environment = environment;
    this.counters = counters;
    this.announcements = new Announcements(self.peerId(), known);
    this.own = new OwnAnnouncements(self);
    this.doubtful = doubtful;
    this.ownAddress = ownAddress;
  }

  /** Tells a newcomer of this node and of those it knows; the others hear of this node soon. */
  void welcome(Peer newcomer) {
    wanted = true;
    if (!trusted(newcomer)) {
      return;
    }
    long now = environment.ticker().nanos();
    boolean first = known.find(newcomer.id()).filter(peer -> peer.claimSnapshot(now)).isPresent();
    Snapshot snapshot =
        Snapshot.of(
            own,
            ownAddress.get(),
            capabilities,
            known,
            newcomer.id(),
            doubtful,
            first ? Snapshot.AT_ONCE : 0);
    snapshot.first().forEach(envelope -> send(newcomer, envelope));
    newcomer.untold().addRest(snapshot.later());
  }

  /** What this node can do from now on; everybody trusted is told. */
  void capabilities(Capabilities now) {
    boolean status = now.relayCapable() != capabilities.relayCapable();
    capabilities = now;
    if (status) {
      repeatStatus();
    }
    announce(ownAddress.get());
  }

  /** Tells the supernode status again. */
  void repeatStatus() {
    broadcast(own.supernodeStatus(ownAddress.get(), capabilities));
  }

  /** Takes an announcement; the inbox waits while its signature is checked. */
  void received(Peer sender, Inbox inbox, Envelope envelope) {
    switch (announcements.screen(sender.sender(), envelope)) {
      case Screening.Settled(AnnouncementOutcome outcome) -> conclude(sender, outcome);
      case Screening.Judged(ReceivedAnnouncement news, boolean valid) -> take(sender, news, valid);
      case Screening.Unjudged(ReceivedAnnouncement news, SignatureCheck check) -> {
        inbox.pause();
        try {
          environment.verifier().execute(() -> verify(sender, inbox, news, check));
        } catch (RejectedExecutionException e) {
          counters.unverified().increment();
          inbox.resume();
        }
      }
    }
  }

  /** Tells newcomers the rest, and everybody of this node if that is due. About once a second. */
  void tick(long now) {
    known.all().stream().filter(peer -> peer.claimOwed(now)).forEach(this::tellOthersOf);
    table.peers().forEach(this::tell);
    String address = ownAddress.get();
    boolean news = !address.equals(said);
    if ((wanted || news) && (news || now - saidAt >= SAY_AGAIN)) {
      announce(address);
    }
  }

  /** Whether the peer is told what everybody is told. */
  boolean trusted(Peer peer) {
    return ScoreThreshold.BASELINE.passedBy(scores.of(peer.id(), environment.ticker().nanos()));
  }

  private void tellOthersOf(KnownPeer subject) {
    for (Peer peer : table.peers()) {
      if (!peer.id().equals(subject.id()) && trusted(peer)) {
        peer.untold().addRest(List.of(subject.id()));
      }
    }
  }

  private void tell(Peer peer) {
    int budget = TOLD_PER_TICK;
    while (budget > 0) {
      List<Envelope> next = peer.untold().next(this::about);
      if (next.isEmpty()) {
        return;
      }
      next.forEach(envelope -> send(peer, envelope));
      budget -= next.size();
    }
  }

  private List<Envelope> about(PeerId peer) {
    return known.find(peer).map(Snapshot::about).orElseGet(List::of);
  }

  private void announce(String address) {
    wanted = false;
    said = address;
    saidAt = environment.ticker().nanos();
    broadcast(own.peerAnnounce(address, capabilities));
  }

  /** Whatever goes wrong here, the rest of what the sender says must not wait for ever. */
  private void verify(Peer sender, Inbox inbox, ReceivedAnnouncement news, SignatureCheck check) {
    Runnable verdict = () -> {};
    try {
      boolean valid = check.verify();
      verdict = () -> take(sender, news, valid);
    } finally {
      Runnable last = verdict;
      environment
          .loop()
          .execute(
              () -> {
                try {
                  last.run();
                } finally {
                  inbox.resume();
                }
              });
    }
  }

  private void take(Peer sender, ReceivedAnnouncement news, boolean valid) {
    if (table.holds(sender)) {
      AnnouncementOutcome outcome = announcements.apply(news, valid, environment.ticker().nanos());
      if (valid) {
        sender.untold().heard(news.subject(), news.envelope(), current(news));
      }
      conclude(sender, outcome);
    }
  }

  private void conclude(Peer sender, AnnouncementOutcome outcome) {
    switch (outcome) {
      case AnnouncementOutcome.Dropped dropped -> {
        // Counted where it was dropped.
      }
      case AnnouncementOutcome.InvalidStatus invalid ->
          scores.invalidMessage(sender.id(), environment.ticker().nanos());
      case AnnouncementOutcome.Accepted accepted -> {
        if (accepted.forward() != null) {
          spread(accepted.peer().id(), accepted.forward(), sender);
        }
      }
    }
  }

  /** Whether the sender has said the last of what this node would tell of the subject. */
  private boolean current(ReceivedAnnouncement news) {
    List<Envelope> messages = about(news.subject());
    return !messages.isEmpty()
        && messages.getLast().advertisedSignature().equals(news.envelope().advertisedSignature());
  }

  /** Has everybody told of a peer but itself and who told of it. */
  private void spread(PeerId about, Envelope message, Peer sender) {
    for (Peer peer : table.peers()) {
      if (peer != sender && !peer.id().equals(about) && trusted(peer)) {
        peer.untold().addNews(about, message, counters.newsDropped());
      }
    }
  }

  private void broadcast(Envelope envelope) {
    for (Peer peer : table.peers()) {
      if (trusted(peer)) {
        send(peer, envelope);
      }
    }
  }

  private static void send(Peer peer, Envelope envelope) {
    peer.link().send(EnvelopeEncoder.encode(envelope));
  }
}
