package dev.mossspore.discovery.tracker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mossspore.base.HostPort;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class PlausibleTest {
  private static final List<HostPort> OFFERED =
      Stream.of(
              "203.0.113.1:1", // documentation ranges count as public
              "100.64.0.1:1",
              "192.168.1.1:1",
              "127.0.0.1:1",
              "0.0.0.0:1",
              "224.0.0.1:1",
              "169.254.0.1:1",
              "host.example:1",
              "8.8.8.8:0")
          .map(HostPort::parse)
          .toList();

  private final TrackerCounters counters = new TrackerCounters();

  @Test
  void aTrackerKnowsOnlyWhatCanReachIt() {
    assertEquals(List.of("203.0.113.1:1"), taken("8.8.8.8"));
    assertEquals(8, counters.implausible().sum());
    assertEquals(List.of("203.0.113.1:1", "100.64.0.1:1"), taken("100.64.9.9"));
    assertEquals(List.of("203.0.113.1:1", "100.64.0.1:1", "192.168.1.1:1"), taken("10.0.0.1"));
    assertEquals(
        List.of("203.0.113.1:1", "100.64.0.1:1", "192.168.1.1:1", "127.0.0.1:1"),
        taken("127.0.0.1"));
  }

  @Test
  void takesTwoHundredAddressesOfAnAnswer() {
    List<HostPort> many =
        IntStream.rangeClosed(1, 250).mapToObj(i -> new HostPort("203.0.113.1", i)).toList();
    assertEquals(
        many.subList(0, 200),
        new Plausible(counters).among(many, InetAddress.ofLiteral("8.8.8.8")));
    assertEquals(50, counters.surplus().sum());
  }

  private List<String> taken(String tracker) {
    return new Plausible(counters)
        .among(OFFERED, InetAddress.ofLiteral(tracker)).stream().map(HostPort::toString).toList();
  }
}
