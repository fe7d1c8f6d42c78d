package dev.mossspore.transport;

import dev.mossspore.base.Tally;

/**
 * Bytes of one link as they are on the wire: sealed, with what frames them, padding not counted.
 * Added to on the link's event loop, read from any thread.
 */
public record LinkTraffic(Tally received, Tally sent) {
  /** Of a link that has carried nothing yet. */
  public LinkTraffic() {
    this(new Tally(), new Tally());
  }
}
