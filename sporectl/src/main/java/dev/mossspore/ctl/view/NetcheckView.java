package dev.mossspore.ctl.view;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a spore sees its own place in the network. */
public record NetcheckView(
    String natType,
    @Nullable String advertisedAddress,
    String listenHost,
    int listenPort,
    boolean udpListening,
    boolean tcpListening,
    boolean reachableTcp,
    boolean reachableUdp,
    @Nullable Instant probed,
    List<Observation> observations,
    List<String> localAddresses) {
  /** What one peer sees as this spore's address. */
  public record Observation(String address, String observer, Duration age) {}
}
