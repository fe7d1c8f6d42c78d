package dev.mossspore.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mossspore.base.HostPort;
import dev.mossspore.base.PeerId;
import dev.mossspore.mesh.DialPolicy.Situation;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class DialPolicyTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Situation ALONE = new Situation(false, 200, 0, peer -> false);

  private final DialCounters counters = new DialCounters();
  private final DialsInFlight inFlight = new DialsInFlight(counters);
  private final DialPolicy policy =
      new DialPolicy(id(0), 100, new DialHistory(Duration.ofSeconds(5), () -> 0), inFlight);

  @Test
  void aDialInFlightIsNotRepeatedHoweverLongItLasts() {
    List<DialCandidate> known = List.of(candidate(1, 1));
    List<DialCandidate> selected = policy.select(known, ALONE, 0);
    assertEquals(known, selected);
    assertEquals(List.of(), policy.select(known, ALONE, 60 * SECOND));
    policy.ended(selected.getFirst(), false, 60 * SECOND);
    assertEquals(List.of(), policy.select(known, ALONE, 69 * SECOND));
    assertEquals(known, policy.select(known, ALONE, 70 * SECOND));
  }

  @Test
  void twoPeersAtOneAddressAreDialledOneAfterTheOther() {
    List<DialCandidate> known = List.of(candidate(1, 1), candidate(2, 1));
    assertEquals(known.subList(0, 1), policy.select(known, ALONE, 0));
    assertEquals(List.of(), policy.select(known, ALONE, 0));
    policy.ended(known.getFirst(), true, 0);
    assertEquals(known.subList(0, 1), policy.select(known, ALONE, 0));
  }

  @Test
  void anAddressDialledAsASeedIsLeftAlone() {
    inFlight.begin(address(1));
    assertEquals(List.of(), policy.select(List.of(candidate(1, 1)), ALONE, 0));
  }

  @Test
  void sixtyFourDialsAreInFlightAtMost() {
    List<DialCandidate> known =
        IntStream.rangeClosed(1, 80).mapToObj(i -> candidate(i, i)).toList();
    List<DialCandidate> first = policy.select(known, ALONE, 0);
    assertEquals(known.subList(0, 64), first);
    assertEquals(16, counters.deferred().sum());
    policy.ended(first.getFirst(), false, 0);
    assertEquals(known.subList(64, 65), policy.select(known, ALONE, 0));
  }

  @Test
  void aFullNodeDialsNobody() {
    List<DialCandidate> known = List.of(candidate(1, 1));
    assertEquals(List.of(), policy.select(known, new Situation(false, -1, 0, peer -> false), 0));
  }

  @Test
  void neitherItselfNorWhoIsConnectedIsDialled() {
    List<DialCandidate> known = List.of(candidate(0, 1), candidate(1, 2));
    assertEquals(List.of(), policy.select(known, new Situation(false, 1, 0, id(1)::equals), 0));
  }

  private static DialCandidate candidate(int peer, int address) {
    return new DialCandidate(id(peer), address(address), true, false, false, false, false, 0, 0);
  }

  private static HostPort address(int number) {
    return new HostPort("203.0.113.1", number);
  }

  private static PeerId id(int number) {
    return PeerId.of(ByteBuffer.allocate(PeerId.LENGTH).putInt(number).array());
  }
}
