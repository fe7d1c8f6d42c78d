package dev.mossspore.wire;

import java.util.List;

/**
 * One packet of the default stream, or of a relayed session (chapter 03 section 2). The components
 * stand in encoding order; what a type fills in is the table of section 3. Empty text, no bytes, an
 * empty list, zero and false all mean that the field is absent. Nothing is checked against the
 * type.
 *
 * @param type the identifier, of any content
 * @param channel the topic
 * @param sequence unsigned
 * @param coordAt Unix time in milliseconds
 */
public record Envelope(
    String type,
    String channel,
    String messageId,
    List<String> messageIds,
    long sequence,
    Blob senderId,
    String relaySession,
    String relaySource,
    String relayTarget,
    Blob relaySignature,
    String requestId,
    String coordStage,
    long coordAt,
    String observedAddr,
    String advertisedPeerId,
    String advertisedAddr,
    String advertisedNatType,
    boolean advertisedReachable,
    boolean advertisedRelayCapable,
    Blob advertisedNoiseStatic,
    Blob advertisedSignature,
    boolean reachable,
    Blob payload,
    Blob ovKey,
    List<Contact> ovContacts,
    List<Provider> ovProviders) {

  public Envelope {
    messageIds = List.copyOf(messageIds);
    ovContacts = List.copyOf(ovContacts);
    ovProviders = List.copyOf(ovProviders);
  }

  /** Starts an envelope that has only its type. */
  public static EnvelopeBuilder of(EnvelopeType type) {
    return new EnvelopeBuilder(type.wireName());
  }

  /**
   * A node of the overlay.
   *
   * @param id 32 bytes when well formed
   * @param addr host:port
   */
  public record Contact(Blob id, String addr) {
    static final Contact NONE = new Contact(Blob.EMPTY, "");
  }

  /**
   * A node that stored something under an overlay key.
   *
   * @param peer 32 bytes when well formed
   * @param payload its record
   */
  public record Provider(Blob peer, Blob payload) {
    static final Provider NONE = new Provider(Blob.EMPTY, Blob.EMPTY);
  }
}
