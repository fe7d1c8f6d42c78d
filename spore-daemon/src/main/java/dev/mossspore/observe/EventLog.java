package dev.mossspore.observe;

import dev.mossspore.base.EnumCounters;
import dev.mossspore.base.Log;
import dev.mossspore.event.EventKind;
import dev.mossspore.event.EventSink;
import dev.mossspore.event.SporeEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;

/**
 * Event lines on standard output, or in a file (07 section 7.1). Holds at most {@value #CAPACITY}
 * unwritten lines; then the oldest is dropped, counted, and the count logged once the output moves
 * again. A closed output is logged once and costs nothing but its lines.
 */
public final class EventLog implements EventSink, AutoCloseable {
  /** Lines that may wait for a slow output. */
  public static final int CAPACITY = 4096;

  private static final Log LOG = Log.of("events");

  private final EventRing ring;
  private final LineWriter lines;
  private final EnumCounters<EventKind> counters = new EnumCounters<>(EventKind.class);

  /**
   * Starts the writing thread.
   *
   * @param out unbuffered, so that a line is one write; owned from now on
   */
  public EventLog(OutputStream out, InstantSource clock) {
    this.ring = new EventRing(clock);
    this.lines = new LineWriter("event-log", CAPACITY, out, new Report());
    lines.start();
  }

  @Override
  public void publish(SporeEvent event) {
    counters.increment(event.kind());
    RecordedEvent recorded = ring.add(event);
    lines.offer(EventLine.of(event, recorded.time()));
  }

  /**
   * Writes to another output from now on. Any thread.
   *
   * @param out as for the constructor
   */
  public void redirect(OutputStream out) {
    lines.redirect(out);
  }

  /** The latest events, written or not. */
  public EventRing ring() {
    return ring;
  }

  /** Events since the start, written or not. */
  public EnumCounters<EventKind> counters() {
    return counters;
  }

  /** Lines dropped or not written since the start. */
  public long dropped() {
    return lines.lost();
  }

  /** Writes what waits, for two seconds at most. */
  @Override
  public void close() {
    lines.close();
  }

  private static final class Report implements LineWriter.Observer {
    @Override
    public void broken(IOException cause) {
      LOG.warn("event output failed, lines are discarded", "error", cause.toString());
    }

    @Override
    public void recovered(long lost) {
      LOG.warn("event lines dropped", "count", lost);
    }
  }
}
