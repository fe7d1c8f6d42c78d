package dev.mossspore.mesh;

import dev.mossspore.base.PeerId;
import dev.mossspore.discovery.KnownPeer;
import dev.mossspore.discovery.KnownPeers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Answers questions about peers. Each answer is made on the mesh loop, between two of its tasks,
 * and comes as a future that nobody completes once the loop has ended: wait with a limit. Any
 * thread, but for {@link #tables}.
 */
public final class MeshViews {
  private final PeerId self;
  private final PeerTable table;
  private final KnownPeers known;
  private final Scores scores;
  private final Dialling dialling;
  private final MeshEnvironment environment;
  private final BooleanSupplier draining;

  MeshViews(
      PeerId self,
      PeerTable table,
      KnownPeers known,
      Scores scores,
      Dialling dialling,
      MeshEnvironment environment,
      BooleanSupplier draining) {
    this.self = self;
    this.table = table;
    this.known = known;
    this.scores = scores;
    this.dialling = dialling;
    this.environment = environment;
    this.draining = draining;
  }

  /** How full the tables are. To be called on the mesh loop. */
  public MeshTables tables() {
    return new MeshTables(
        table.peers().size(),
        known.size(),
        scores.size(),
        dialling.knownPeers().histories(),
        dialling.seeds().size(),
        dialling.inFlight().size());
  }

  /** The connected peers, ordered by id. */
  public CompletableFuture<List<PeerReport>> peers() {
    return ask(now -> table.peers().stream().map(peer -> report(peer, now)).toList());
  }

  /**
   * The peers this node knows, itself included, whose id begins so.
   *
   * @param limit most that are wanted
   */
  public CompletableFuture<List<PeerId>> beginningWith(String hex, int limit) {
    return ask(
        now ->
            Stream.concat(
                    Stream.of(self),
                    Stream.concat(
                        table.peers().stream().map(Peer::id),
                        known.all().stream().map(KnownPeer::id)))
                .distinct()
                .filter(id -> id.hex().startsWith(hex))
                .limit(limit)
                .toList());
  }

  /** Why the peer is connected or is not. */
  public CompletableFuture<PeerStory> explain(PeerId peer) {
    return ask(now -> story(peer, now));
  }

  private PeerStory story(PeerId id, long now) {
    Optional<KnownPeer> entry = known.find(id);
    PeerPast.Entry before = dialling.past().find(id);
    boolean configured = dialling.staticPeers().contains(id);
    return new PeerStory(
        id,
        id.equals(self),
        table.find(id).map(peer -> report(peer, now)).orElse(null),
        entry.isPresent() || configured,
        addresses(id, entry),
        configured,
        scores.peek(id),
        !ScoreThreshold.GRAYLIST.passedBy(scores.peek(id)),
        dialling.inFlight().dialling(id) || dialling.staticPeers().dialling(id),
        configured ? dialling.staticPeers().failures(id) : dialling.knownPeers().failures(id),
        configured || entry.isPresent() ? nextDial(id, configured, now) : null,
        dialled(before.dialled(), now),
        closed(before.closed(), now),
        table.room() <= 0,
        draining.getAsBoolean());
  }

  private List<String> addresses(PeerId id, Optional<KnownPeer> entry) {
    List<String> addresses = new ArrayList<>();
    entry
        .map(peer -> peer.facts().addr())
        .filter(text -> !text.isEmpty())
        .ifPresent(addresses::add);
    addresses.addAll(dialling.staticPeers().addresses(id));
    return addresses.stream().distinct().toList();
  }

  private Duration nextDial(PeerId id, boolean configured, long now) {
    long wait =
        configured
            ? dialling.staticPeers().waitLeft(id, now)
            : dialling.knownPeers().waitLeft(id, now);
    return Duration.ofNanos(Math.max(0, wait));
  }

  private PeerReport report(Peer peer, long now) {
    long rtt = peer.keepalive().roundTripNanos();
    double score = scores.of(peer.id(), now);
    return new PeerReport(
        peer.id(),
        peer.address(),
        peer.link().carrier(),
        peer.link().outbound(),
        Duration.ofNanos(now - peer.connectedAt()),
        rtt == 0 ? null : Duration.ofNanos(rtt),
        peer.keepalive().misses(),
        score,
        !ScoreThreshold.GRAYLIST.passedBy(score),
        dialling.staticPeers().contains(peer.id()),
        known
            .find(peer.id())
            .filter(entry -> entry.facts().capabilities().relayCapable())
            .isPresent(),
        peer.link().traffic().received().sum(),
        peer.link().traffic().sent().sum());
  }

  private static PeerStory.@Nullable Dialled dialled(PeerPast.@Nullable Dialled last, long now) {
    return last == null
        ? null
        : new PeerStory.Dialled(Duration.ofNanos(now - last.at()), last.result());
  }

  private static PeerStory.@Nullable Closed closed(PeerPast.@Nullable Closed last, long now) {
    return last == null
        ? null
        : new PeerStory.Closed(Duration.ofNanos(now - last.at()), last.reason());
  }

  private <T> CompletableFuture<T> ask(LongFunction<T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    environment
        .loop()
        .execute(
            () -> {
              try {
                answer.complete(question.apply(environment.ticker().nanos()));
              } catch (RuntimeException e) {
                answer.completeExceptionally(e);
              }
            });
    return answer;
  }
}
