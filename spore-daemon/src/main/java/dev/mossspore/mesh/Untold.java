package dev.mossspore.mesh;

import dev.mossspore.base.PeerId;
import dev.mossspore.wire.Envelope;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/**
 * What one peer is still to be told of others: news, at most 64 (chapter 04 section 9.5), the
 * oldest dropped when there are more, and then the rest of its snapshot, which are peers of the
 * bounded directory. Nothing is told to a peer that has said the same itself meanwhile: in a dense
 * mesh that is most of it. Confined to the mesh loop.
 */
final class Untold {
  private static final int MAX_NEWS = 64;

  private final SequencedMap<PeerId, Envelope> news = new LinkedHashMap<>();
  private final SequencedSet<PeerId> rest = new LinkedHashSet<>();

  /** Adds news, in place of what was to be told of the same peer. */
  void addNews(PeerId about, Envelope message, LongAdder dropped) {
    rest.remove(about);
    news.putLast(about, message);
    if (news.size() > MAX_NEWS) {
      news.pollFirstEntry();
      dropped.increment();
    }
  }

  /** Adds peers to tell of, of whom only the latest counts. */
  void addRest(Collection<PeerId> peers) {
    rest.addAll(peers);
  }

  /**
   * The peer has told of another itself.
   *
   * @param current whether that is what this node holds to be true
   */
  void heard(PeerId about, Envelope told, boolean current) {
    Envelope message = news.get(about);
    if (message != null && message.advertisedSignature().equals(told.advertisedSignature())) {
      news.remove(about);
    }
    if (current) {
      rest.remove(about);
    }
  }

  /**
   * Takes what is to be told next; empty if that is nothing.
   *
   * @param messages what there is to tell of a peer at this moment, possibly nothing
   */
  List<Envelope> next(Function<PeerId, List<Envelope>> messages) {
    if (!news.isEmpty()) {
      return List.of(news.pollFirstEntry().getValue());
    }
    List<Envelope> next = List.of();
    while (next.isEmpty() && !rest.isEmpty()) {
      next = messages.apply(rest.removeFirst());
    }
    return next;
  }
}
