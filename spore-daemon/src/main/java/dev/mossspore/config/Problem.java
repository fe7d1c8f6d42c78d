package dev.mossspore.config;

/**
 * A reason not to start.
 *
 * @param place where the value was given
 * @param key dotted name, with an index for an entry of a list; empty when no single key is at
 *     fault
 * @param wrong what is wrong
 * @param got the value, fit to be printed; empty when there is none or it is secret
 * @param fix what to do about it
 */
public record Problem(Place place, String key, String wrong, String got, String fix) {
  /** What is wrong, got what, and the fix; without where. */
  public String text() {
    return wrong + (got.isEmpty() ? "" : ", got " + got) + (fix.isEmpty() ? "" : "; " + fix);
  }

  /** One line: {@code place: key: what is wrong, got value; fix}; without the place if none. */
  @Override
  public String toString() {
    String where = where();
    return (where.isEmpty() ? "" : where + ": ") + (key.isEmpty() ? "" : key + ": ") + text();
  }

  /** The place; empty where the key is wrong for not having been set. */
  public String where() {
    return place.source() == Source.DEFAULT ? "" : place.toString();
  }
}
