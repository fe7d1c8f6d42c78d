package dev.mossspore.mesh;

import dev.mossspore.base.HostPort;
import dev.mossspore.base.Ticker;
import dev.mossspore.base.TokenBucket;
import dev.mossspore.discovery.AddressRules;
import dev.mossspore.wire.Envelope;
import dev.mossspore.wire.EnvelopeType;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Tells peers where this node sees them, and whether it could dial them (chapter 06 section 5.1):
 * their own address only, one probe of each at a time and six a minute, eight in all. Beyond that
 * it is silent. Confined to the mesh loop.
 */
public final class ProbeResponder implements PeerService {
  private static final int IN_FLIGHT = 8;
  private static final int BURST = 5;
  private static final int SECONDS_PER_PROBE = 10;

  private final Function<HostPort, CompletableFuture<Boolean>> connects;
  private final Executor loop;
  private final Ticker ticker;
  private final Map<PeerSlot, Account> accounts = new HashMap<>();
  private int inFlight;

  /** How many probes a peer has had; one comes back every ten seconds. */
  private static final class Account {
    private final TokenBucket seconds;
    private boolean busy;

    private Account(long now) {
      seconds = new TokenBucket(BURST * SECONDS_PER_PROBE, 1, now);
    }

    private boolean admits(long now) {
      return !busy && seconds.tryTake(SECONDS_PER_PROBE, now);
    }
  }

  /**
   * @param connects whether a TCP connection to an address can be made; it is closed at once
   * @param loop the mesh loop
   */
  public ProbeResponder(
      Function<HostPort, CompletableFuture<Boolean>> connects, Executor loop, Ticker ticker) {
    this.connects = connects;
    this.loop = loop;
    this.ticker = ticker;
  }

  @Override
  public Set<EnvelopeType> types() {
    return Set.of(EnvelopeType.BINDING_REQUEST, EnvelopeType.REACHABILITY_REQUEST);
  }

  @Override
  public void left(PeerSlot peer) {
    accounts.remove(peer);
  }

  @Override
  public void received(PeerSlot from, Envelope request) {
    var link = from.link();
    if (link == null || request.requestId().isEmpty()) {
      return;
    }
    HostPort remote = link.remoteAddress();
    if (request.type().equals(EnvelopeType.BINDING_REQUEST.wireName())) {
      from.send(
          Envelope.of(EnvelopeType.BINDING_RESPONSE)
              .requestId(request.requestId())
              .observedAddr(observed(remote, request.advertisedAddr()))
              .build());
    } else {
      own(remote, request.advertisedAddr())
          .ifPresent(address -> probe(from, request.requestId(), address));
    }
  }

  private void probe(PeerSlot from, String requestId, HostPort address) {
    long now = ticker.nanos();
    Account account = accounts.computeIfAbsent(from, any -> new Account(now));
    if (inFlight >= IN_FLIGHT || !account.admits(now)) {
      return;
    }
    inFlight++;
    account.busy = true;
    connects
        .apply(address)
        .handle((reachable, failure) -> failure == null && reachable)
        .thenAcceptAsync(
            reachable -> {
              inFlight--;
              account.busy = false;
              from.send(
                  Envelope.of(EnvelopeType.REACHABILITY_RESPONSE)
                      .requestId(requestId)
                      .reachable(reachable)
                      .build());
            },
            loop);
  }

  /** The host that is seen, with the port that was said: an inbound stream's own is of no use. */
  private static String observed(HostPort remote, String advertised) {
    int colon = advertised.lastIndexOf(':');
    boolean split = colon >= 0 && hostEndsAt(advertised, colon);
    String host = remote.host().indexOf(':') >= 0 ? "[" + remote.host() + "]" : remote.host();
    return host + ":" + (split ? advertised.substring(colon + 1) : remote.port());
  }

  private static boolean hostEndsAt(String address, int colon) {
    return address.indexOf(':') == colon
        || (address.startsWith("[") && address.indexOf(']') == colon - 1);
  }

  /** The address, if it is a literal that names the very end of the session. */
  private static Optional<HostPort> own(HostPort remote, String claimed) {
    try {
      HostPort address = HostPort.parse(claimed);
      Optional<InetAddress> literal = AddressRules.literal(address.host());
      return literal.isPresent()
              && literal.equals(AddressRules.literal(remote.host()))
              && address.port() == remote.port()
          ? Optional.of(remote)
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
