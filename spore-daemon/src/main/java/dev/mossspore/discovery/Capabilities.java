package dev.mossspore.discovery;

/**
 * What a node can do for others (chapter 04 section 9.1).
 *
 * @param natType its class of NAT by its name on the wire; empty if nothing was said
 * @param reachable whether it can be dialled from anywhere
 * @param relayCapable whether it relays
 */
public record Capabilities(String natType, boolean reachable, boolean relayCapable) {
  /** Of a peer of which nothing is known. */
  public static final Capabilities NONE = new Capabilities("", false, false);

  /** Of a node that has not found out about its own NAT. */
  public static final Capabilities UNPROBED = new Capabilities("unknown", false, false);
}
