package dev.mossspore.gossip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.wire.Blob;
import dev.mossspore.wire.Envelope;
import dev.mossspore.wire.EnvelopeType;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class MessageCacheTest {
  private static final int MIB = 1 << 20;

  private final MessageCache cache = new MessageCache();

  @Test
  void theOldestMessagesMakeRoomAndTheirIdsStay() {
    for (int i = 0; i < 20; i++) {
      store("m" + i, "t", MIB);
    }
    assertTrue(cache.find("m3", 0).isEmpty());
    assertTrue(cache.seen("m3", 0));
    assertFalse(store("m3", "t", MIB), "it is no news");
    assertTrue(cache.find("m4", 0).isPresent());
    assertEquals(16, cache.recent("t", 100, 0).size());
  }

  @Test
  void theOldestIdsGoWhenThereAreTooMany() {
    for (int i = 0; i <= MessageCache.MAX_IDS; i++) {
      store("m" + i, "t", 1);
    }
    assertFalse(cache.seen("m0", 0));
    assertTrue(cache.seen("m1", 0));
  }

  @Test
  void recentIdsAreThoseOfTheTopicNewestFirst() {
    store("a", "t", 1);
    store("b", "other", 1);
    store("c", "t", 1);
    store("d", "t", 1);
    assertEquals(List.of("d", "c"), cache.recent("t", 2, 0));
  }

  private boolean store(String id, String topic, int length) {
    return cache.store(
        Envelope.of(EnvelopeType.PUBLISH)
            .channel(topic)
            .messageId(id)
            .payload(Blob.wrap(new byte[length]))
            .build(),
        0);
  }
}
