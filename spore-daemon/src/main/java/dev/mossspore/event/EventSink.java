package dev.mossspore.event;

/** Takes events from any thread, network threads included. */
@FunctionalInterface
public interface EventSink {
  /** Takes an event, or drops one and counts it; never waits and never throws. */
  void publish(SporeEvent event);
}
