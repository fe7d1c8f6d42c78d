package dev.mossspore.gossip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.base.PeerId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class GossipTablesTest {
  private static final long LIFE = Duration.ofMinutes(2).toNanos();
  private static final PeerId P = PeerId.of(new byte[PeerId.LENGTH]);

  @Test
  void aSuppressedIdIsForgottenTwoMinutesAfterItWasLastHeard() {
    SuppressedIds ids = new SuppressedIds();
    ids.add("a", 0);
    ids.add("b", 0);
    ids.add("a", LIFE);
    assertTrue(ids.contains("b", LIFE));
    assertFalse(ids.contains("b", LIFE + 1));
    assertTrue(ids.contains("a", 2 * LIFE));
    assertFalse(ids.contains("a", 2 * LIFE + 1));
  }

  @Test
  void forgottenIdsMakeRoomForOthers() {
    SuppressedIds ids = new SuppressedIds();
    for (int i = 0; i < 1024; i++) {
      ids.add("id" + i, 0);
    }
    ids.add("late", LIFE);
    assertFalse(ids.contains("late", LIFE));
    ids.add("later", LIFE + 1);
    assertTrue(ids.contains("later", LIFE + 1));
  }

  @Test
  void onlySoManyDeliveriesAreWatched() {
    DeliveryDeficits deficits = new DeliveryDeficits();
    PeerId owing = PeerId.of(bytes(1));
    for (int i = 0; i < 5000; i++) {
      deficits.delivered("m" + i, P, Set.of(P, owing), 0);
    }
    assertEquals(4096, deficits.takeDue(Duration.ofSeconds(1).toNanos()).size());
    assertEquals(List.of(), deficits.takeDue(Long.MAX_VALUE));
  }

  private static byte[] bytes(int first) {
    byte[] key = new byte[PeerId.LENGTH];
    key[0] = (byte) first;
    return key;
  }
}
