package dev.mossspore.wire;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The envelope types that have a meaning (chapter 03 section 3). An envelope of any other type is
 * legal and ignored.
 */
public enum EnvelopeType {
  /** The sender subscribes to the topic and asks to be pushed its messages. */
  GRAFT("graft"),
  /** The receiver shall stop pushing the topic's messages. */
  PRUNE("prune"),
  /** Ids of messages the sender holds. */
  IHAVE("ihave"),
  /** Ids of messages the sender asks for. */
  IWANT("iwant"),
  /** Ids of messages the sender has already. */
  IDONTWANT("idontwant"),
  /** A message. */
  PUBLISH("publish"),
  /** Keepalive. */
  PING("ping"),
  /** Answer to {@link #PING}. */
  PONG("pong"),
  /** Where a peer can be dialled. */
  PEER_ANNOUNCE("peer_announce"),
  /** A peer relays for others. */
  SUPERNODE_ANNOUNCE("supernode_announce"),
  /** A peer relays no longer. */
  SUPERNODE_REVOKE("supernode_revoke"),
  /** Which address the receiver sees the sender at. */
  BINDING_REQUEST("binding_request"),
  /** Answer to {@link #BINDING_REQUEST}. */
  BINDING_RESPONSE("binding_response"),
  /** The receiver shall try to connect to the given address. */
  REACHABILITY_REQUEST("reachability_request"),
  /** Answer to {@link #REACHABILITY_REQUEST}. */
  REACHABILITY_RESPONSE("reachability_response"),
  /** A third peer arranges a hole punch. */
  HOLE_PUNCH_COORD("hole_punch_coord"),
  /** Opens a relayed session. */
  RELAY_REQUEST("relay_request"),
  /** Answer to {@link #RELAY_REQUEST}. */
  RELAY_ACCEPT("relay_accept"),
  /** A packet of a relayed session. */
  RELAY_DATA("relay_data"),
  /** Ends a relayed session. */
  RELAY_CLOSE("relay_close"),
  /** A telemetry contribution. */
  STAT_DELTA("stat_delta"),
  /** Overlay query for the contacts nearest to a key. */
  OV_FIND_NODE("ov_find_node"),
  /** Overlay query for a key's providers. */
  OV_FIND_VALUE("ov_find_value"),
  /** Answer to {@link #OV_FIND_NODE}. */
  OV_NODES("ov_nodes"),
  /** Answer to {@link #OV_FIND_VALUE}. */
  OV_VALUES("ov_values"),
  /** Leaves a record under a key. */
  OV_STORE("ov_store");

  private static final Map<String, EnvelopeType> BY_WIRE_NAME =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(EnvelopeType::wireName, Function.identity()));

  private final String wireName;

  EnvelopeType(String wireName) {
    this.wireName = wireName;
  }

  /** The type this string means on the wire; letter case counts. */
  public static Optional<EnvelopeType> named(String wireName) {
    return Optional.ofNullable(BY_WIRE_NAME.get(wireName));
  }

  /** The string that stands in the field {@code type}. */
  public String wireName() {
    return wireName;
  }
}
