package dev.mossspore.sim;

import dev.mossspore.base.HostPort;
import dev.mossspore.transport.Link;
import java.net.ConnectException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiPredicate;

/**
 * Opens sessions between hosts and carries their packets, in order and late; without handshakes and
 * datagrams, so that hundreds of nodes fit. Between hosts that cannot reach each other packets are
 * lost and nobody is told, as on a cut line.
 */
final class Internet {
  /** TCP is refused at once, UDP has to be waited for. */
  private static final Duration DIAL_TIMEOUT = Duration.ofSeconds(5);

  private static final long NEAREST = Duration.ofMillis(5).toNanos();
  private static final long SPREAD = Duration.ofMillis(100).toNanos();
  private static final int HANDSHAKE_PASSES = 4;
  private static final int FIRST_EPHEMERAL = 32_768;

  private final VirtualTime time;
  private final Map<HostPort, Host> hosts = new HashMap<>();
  private BiPredicate<Host, Host> reachable = (a, b) -> true;
  private int ephemeral;

  Internet(VirtualTime time) {
    this.time = time;
  }

  VirtualTime time() {
    return time;
  }

  /** The host answers at its address from now on. */
  void attach(Host host) {
    hosts.put(host.address(), host);
  }

  /** Nobody answers at the host's address any more. */
  void detach(Host host) {
    hosts.remove(host.address(), host);
  }

  /** Who reaches whom from now on; must be symmetric. */
  void reachable(BiPredicate<Host, Host> rule) {
    reachable = rule;
  }

  /** Opens a session, as {@link dev.mossspore.mesh.Dialer#dial} has it. */
  CompletableFuture<Link> dial(Host from, HostPort target) {
    from.traffic().dialled();
    CompletableFuture<Link> result = new CompletableFuture<>();
    Host to = hosts.get(target);
    if (to == null || !reachable.test(from, to)) {
      time.after(
          DIAL_TIMEOUT.toNanos(),
          () -> result.completeExceptionally(new ConnectException(target.toString())));
      return result;
    }
    time.after(HANDSHAKE_PASSES * delay(from, to), () -> connect(from, to, result));
    return result;
  }

  boolean carries(Host from, Host to) {
    return reachable.test(from, to);
  }

  /** One way, always the same between two hosts. */
  long delay(Host from, Host to) {
    int pair = from.address().hashCode() * 31 ^ to.address().hashCode() * 31;
    return NEAREST + Math.floorMod(pair * 0x9E3779B97F4A7C15L, SPREAD);
  }

  private void connect(Host from, Host to, CompletableFuture<Link> result) {
    ephemeral = (ephemeral + 1) % FIRST_EPHEMERAL;
    HostPort source = new HostPort(from.address().host(), FIRST_EPHEMERAL + ephemeral);
    SimLink near = new SimLink(this, from, to, to.address(), true);
    SimLink far = new SimLink(this, to, from, source, false);
    near.connect(far);
    far.connect(near);
    to.established(far);
    from.established(near);
    result.complete(near);
  }
}
