package dev.mossspore.ctl.endpoint;

import java.util.Map;

/**
 * A daemon to ask.
 *
 * @param name what the operator calls it
 * @param variables its host variables, empty for one that is in no inventory
 */
public record Target(String name, Endpoint endpoint, Map<String, String> variables) {
  /** Public key that the inventory expects of this host. */
  public static final String PUBLIC_KEY = "sporectl_public_key";
}
