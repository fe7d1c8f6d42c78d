package dev.mossspore.mesh;

/**
 * How this node stands in the network (chapter 06).
 *
 * @param natType by its name on the wire
 * @param confirmed whether somebody outside has proved that this node can be dialled
 */
public record Reachability(String natType, boolean confirmed) {
  /** Nothing is known yet. */
  public static final Reachability UNKNOWN = new Reachability("unknown", false);

  /** Dialable from anywhere. */
  public static final Reachability PUBLIC = new Reachability("public", true);
}
