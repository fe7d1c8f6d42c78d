package dev.mossspore.observe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("unit")
@Timeout(30)
class LineWriterTest {
  private final GatedOutput out = new GatedOutput();
  private final LinkedBlockingQueue<String> told = new LinkedBlockingQueue<>();
  private final LineWriter writer = new LineWriter("test", 3, out, new Notes());

  @Test
  void aBlockedOutputCostsTheOldestLinesAndNobodysTime() throws InterruptedException {
    writer.start();
    offer("a");
    out.awaitWriter();
    for (String line : List.of("b", "c", "d", "e", "f")) {
      offer(line);
    }
    assertEquals(2, writer.lost());

    out.open();
    assertEquals("a d e f", String.join(" ", out.line(), out.line(), out.line(), out.line()));
    assertEquals("recovered 2", told.poll(10, TimeUnit.SECONDS));
    offer("g");
    assertEquals("g", out.line());
    writer.close();
    assertTrue(told.isEmpty());
  }

  @Test
  void aFailingOutputIsToldOnceAndTriedAgain() throws InterruptedException {
    out.fail(true);
    out.open();
    writer.start();
    for (int i = 0; i < 3; i++) {
      offer("lost");
      out.awaitWriter();
    }
    assertEquals("broken Broken pipe", told.poll(10, TimeUnit.SECONDS));
    out.fail(false);
    offer("kept");
    writer.close();
    // The third attempt may have begun before the output worked and ended after.
    assertEquals("recovered " + writer.lost(), told.poll(10, TimeUnit.SECONDS));
    assertTrue(told.isEmpty());
    assertTrue(writer.lost() >= 2);
  }

  @Test
  void closingWritesWhatWaitsAndTakesNoMore() throws InterruptedException {
    offer("a");
    offer("b");
    out.open();
    writer.start();
    writer.close();
    offer("late");
    assertEquals("a b", out.line() + " " + out.line());
    assertTrue(out.silent());
    assertEquals(1, writer.lost());
  }

  @Test
  void closingDoesNotWaitForABlockedOutput() throws InterruptedException {
    writer.start();
    offer("a");
    out.awaitWriter();
    writer.close();
    assertTrue(out.silent());
    out.open();
  }

  @Test
  void whatWaitsGoesToTheNewOutputOnceTheOldOneLetsGo() throws InterruptedException {
    writer.start();
    offer("a");
    out.awaitWriter();
    offer("b");
    GatedOutput next = GatedOutput.opened();
    writer.redirect(next);
    offer("c");
    out.open();
    assertEquals("a", out.line());
    assertEquals("b c", next.line() + " " + next.line());
    assertTrue(out.closed());
    writer.close();
    assertTrue(next.closed());
    assertEquals(0, writer.lost());
  }

  @Test
  void anOutputThatNeverGotALineIsClosedToo() {
    GatedOutput skipped = new GatedOutput();
    writer.redirect(skipped);
    writer.redirect(GatedOutput.opened());
    assertTrue(skipped.closed());
    writer.start();
    writer.close();
    assertTrue(out.closed());
  }

  private void offer(String line) {
    writer.offer((line + "\n").getBytes(UTF_8));
  }

  private final class Notes implements LineWriter.Observer {
    @Override
    public void broken(IOException cause) {
      told.add("broken " + cause.getMessage());
    }

    @Override
    public void recovered(long lost) {
      told.add("recovered " + lost);
    }
  }
}
