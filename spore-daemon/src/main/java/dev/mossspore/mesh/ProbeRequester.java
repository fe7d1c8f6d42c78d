package dev.mossspore.mesh;

import dev.mossspore.base.Ticker;
import dev.mossspore.discovery.AddressRank;
import dev.mossspore.transport.Carrier;
import dev.mossspore.transport.Link;
import dev.mossspore.wire.Envelope;
import dev.mossspore.wire.EnvelopeType;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Finds out whether this node can be dialled at the public address it announces, by asking peers
 * that reach that very address (chapter 06 section 5.2): three at a time, each every 15 seconds
 * until one says yes, then every ten minutes. What was confirmed is doubted when for half an hour
 * nobody confirmed it and somebody denied it. Confined to the mesh loop.
 */
public final class ProbeRequester implements PeerService {
  private static final int REQUEST_ID_BYTES = 16;
  private static final int AT_ONCE = 3;
  private static final long ASK_AGAIN = Duration.ofSeconds(15).toNanos();
  private static final long REPEAT = Duration.ofMinutes(10).toNanos();
  private static final long DOUBT = Duration.ofMinutes(30).toNanos();
  private static final long ANSWER_TIME = Duration.ofSeconds(5).toNanos();

  private final Peers peers;
  private final RandomGenerator random;
  private final Ticker ticker;
  private final Map<String, Question> open = new HashMap<>();
  private final Map<PeerSlot, Long> asked = new HashMap<>();
  private String address = "";
  private boolean confirmed;
  private long confirmedAt;
  private boolean denied;
  private volatile ProbeReport report = ProbeReport.NONE;

  private record Question(PeerSlot peer, long at) {}

  /**
   * @param random draws request ids
   */
  public ProbeRequester(Peers peers, RandomGenerator random, Ticker ticker) {
    this.peers = peers;
    this.random = random;
    this.ticker = ticker;
  }

  /** How this node stands, as far as it is known. */
  public Reachability reachability() {
    return confirmed && address.equals(peers.ownAddress())
        ? Reachability.PUBLIC
        : Reachability.UNKNOWN;
  }

  /** What came of asking, as of about a second ago. Any thread. */
  public ProbeReport report() {
    return report;
  }

  @Override
  public Set<EnvelopeType> types() {
    return Set.of(EnvelopeType.REACHABILITY_RESPONSE);
  }

  @Override
  public void left(PeerSlot peer) {
    asked.remove(peer);
  }

  @Override
  public void received(PeerSlot from, Envelope response) {
    Question question = open.get(response.requestId());
    if (question == null || question.peer() != from) {
      return;
    }
    open.remove(response.requestId());
    if (response.reachable()) {
      confirmed = true;
      confirmedAt = ticker.nanos();
      denied = false;
    } else {
      denied = true;
    }
  }

  @Override
  public void tick(long now) {
    open.values().removeIf(question -> now - question.at() > ANSWER_TIME);
    if (!peers.ownAddress().equals(address)) {
      address = peers.ownAddress();
      confirmed = false;
      asked.clear();
      open.clear();
    }
    if (confirmed && denied && now - confirmedAt > DOUBT) {
      confirmed = false;
    }
    if (AddressRank.of(address) == AddressRank.PUBLIC
        && (!confirmed || now - confirmedAt > REPEAT)) {
      peers.all().stream()
          .filter(peer -> canTell(peer, now))
          .limit(AT_ONCE - Math.min(AT_ONCE, open.size()))
          .forEach(peer -> ask(peer, now));
    }
    report = new ProbeReport(reachability().confirmed(), report.asked(), report.askedAt());
  }

  /** It dialled this node or shares a UDP port with it, and is seen from outside itself. */
  private boolean canTell(PeerSlot peer, long now) {
    Link link = peer.link();
    Long last = asked.get(peer);
    return link != null
        && (last == null || now - last >= ASK_AGAIN)
        && (!link.outbound() || link.carrier() == Carrier.UDP)
        && AddressRank.of(link.remoteAddress().toString()) == AddressRank.PUBLIC;
  }

  private void ask(PeerSlot peer, long now) {
    byte[] bytes = new byte[REQUEST_ID_BYTES];
    random.nextBytes(bytes);
    String requestId = HexFormat.of().formatHex(bytes);
    open.put(requestId, new Question(peer, now));
    asked.put(peer, now);
    report = new ProbeReport(report.confirmed(), true, now);
    peer.send(
        Envelope.of(EnvelopeType.REACHABILITY_REQUEST)
            .requestId(requestId)
            .advertisedAddr(address)
            .build());
  }
}
