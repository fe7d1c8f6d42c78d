package dev.mossspore.wire;

import dev.mossspore.wire.Envelope.Contact;
import java.util.List;

/**
 * Fills in an envelope field by field; what is not set is absent. The setters answer the builder
 * itself. Confined to one thread.
 */
public final class EnvelopeBuilder {
  String type;
  String channel = "";
  String messageId = "";
  List<String> messageIds = List.of();
  long sequence;
  Blob senderId = Blob.EMPTY;
  String relaySession = "";
  String relaySource = "";
  String relayTarget = "";
  Blob relaySignature = Blob.EMPTY;
  String requestId = "";
  String coordStage = "";
  long coordAt;
  String observedAddr = "";
  String advertisedPeerId = "";
  String advertisedAddr = "";
  String advertisedNatType = "";
  boolean advertisedReachable;
  boolean advertisedRelayCapable;
  Blob advertisedNoiseStatic = Blob.EMPTY;
  Blob advertisedSignature = Blob.EMPTY;
  boolean reachable;
  Blob payload = Blob.EMPTY;
  Blob ovKey = Blob.EMPTY;
  List<Contact> ovContacts = List.of();
  List<Envelope.Provider> ovProviders = List.of();

  EnvelopeBuilder(String type) {
    this.type = type;
  }

  /** The envelope as filled in so far; the builder may go on. */
  public Envelope build() {
    return new Envelope(
        type,
        channel,
        messageId,
        messageIds,
        sequence,
        senderId,
        relaySession,
        relaySource,
        relayTarget,
        relaySignature,
        requestId,
        coordStage,
        coordAt,
        observedAddr,
        advertisedPeerId,
        advertisedAddr,
        advertisedNatType,
        advertisedReachable,
        advertisedRelayCapable,
        advertisedNoiseStatic,
        advertisedSignature,
        reachable,
        payload,
        ovKey,
        ovContacts,
        ovProviders);
  }

  public EnvelopeBuilder channel(String value) {
    channel = value;
    return this;
  }

  public EnvelopeBuilder messageId(String value) {
    messageId = value;
    return this;
  }

  public EnvelopeBuilder messageIds(List<String> value) {
    messageIds = value;
    return this;
  }

  public EnvelopeBuilder sequence(long value) {
    sequence = value;
    return this;
  }

  public EnvelopeBuilder senderId(Blob value) {
    senderId = value;
    return this;
  }

  public EnvelopeBuilder relaySession(String value) {
    relaySession = value;
    return this;
  }

  public EnvelopeBuilder relaySource(String value) {
    relaySource = value;
    return this;
  }

  public EnvelopeBuilder relayTarget(String value) {
    relayTarget = value;
    return this;
  }

  public EnvelopeBuilder relaySignature(Blob value) {
    relaySignature = value;
    return this;
  }

  public EnvelopeBuilder requestId(String value) {
    requestId = value;
    return this;
  }

  public EnvelopeBuilder coordStage(String value) {
    coordStage = value;
    return this;
  }

  public EnvelopeBuilder coordAt(long value) {
    coordAt = value;
    return this;
  }

  public EnvelopeBuilder observedAddr(String value) {
    observedAddr = value;
    return this;
  }

  public EnvelopeBuilder advertisedPeerId(String value) {
    advertisedPeerId = value;
    return this;
  }

  public EnvelopeBuilder advertisedAddr(String value) {
    advertisedAddr = value;
    return this;
  }

  public EnvelopeBuilder advertisedNatType(String value) {
    advertisedNatType = value;
    return this;
  }

  public EnvelopeBuilder advertisedReachable(boolean value) {
    advertisedReachable = value;
    return this;
  }

  public EnvelopeBuilder advertisedRelayCapable(boolean value) {
    advertisedRelayCapable = value;
    return this;
  }

  public EnvelopeBuilder advertisedNoiseStatic(Blob value) {
    advertisedNoiseStatic = value;
    return this;
  }

  public EnvelopeBuilder advertisedSignature(Blob value) {
    advertisedSignature = value;
    return this;
  }

  public EnvelopeBuilder reachable(boolean value) {
    reachable = value;
    return this;
  }

  public EnvelopeBuilder payload(Blob value) {
    payload = value;
    return this;
  }

  public EnvelopeBuilder ovKey(Blob value) {
    ovKey = value;
    return this;
  }

  public EnvelopeBuilder ovContacts(List<Contact> value) {
    ovContacts = value;
    return this;
  }

  public EnvelopeBuilder ovProviders(List<Envelope.Provider> value) {
    ovProviders = value;
    return this;
  }
}
