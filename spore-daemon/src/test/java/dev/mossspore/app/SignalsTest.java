package dev.mossspore.app;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import sun.misc.Signal;

@Tag("unit")
class SignalsTest {
  @Test
  void leavesOutWhatTheSystemDoesNotHave() throws InterruptedException {
    assertFalse(Signals.handleIfKnown("OFNOSYSTEM", () -> {}));
    CountDownLatch seen = new CountDownLatch(1);
    assertTrue(Signals.handleIfKnown("WINCH", seen::countDown));
    Signal.raise(new Signal("WINCH"));
    assertTrue(seen.await(10, TimeUnit.SECONDS));
  }
}
