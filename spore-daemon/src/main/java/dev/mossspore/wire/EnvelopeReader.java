package dev.mossspore.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.mossspore.wire.DecodeResult.Reason;
import dev.mossspore.wire.Envelope.Contact;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads one document, once. Every value is read over what an earlier duplicate of its key left
 * there, because {@code null} keeps that, and a list of the reference keeps its old elements where
 * the new ones say nothing.
 */
final class EnvelopeReader {
  /** Characters of the longest integers that fit 64 bits, a sign included. */
  private static final int LONGEST_INTEGER = 20;

  private static final int MAX_OCTET = 0xff;

  private final JsonParser json;
  private final EnvelopeBuilder envelope = new EnvelopeBuilder("");
  private final List<String> messageIds = new ArrayList<>();
  private final List<Contact> contacts = new ArrayList<>();
  private final List<Envelope.Provider> providers = new ArrayList<>();

  EnvelopeReader(JsonParser json) {
    this.json = json;
  }

  /** The envelope; nothing but white space may follow it. */
  Envelope read() throws IOException, RejectedPacketException {
    JsonToken first = json.nextToken();
    if (first == null) {
      throw new RejectedPacketException(Reason.TRUNCATED);
    }
    if (first != JsonToken.VALUE_NULL) {
      expect(JsonToken.START_OBJECT);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        field(nextKey());
      }
    }
    if (json.nextToken() != null) {
      throw new RejectedPacketException(Reason.MALFORMED);
    }
    return envelope.build();
  }

  private void field(String name) throws IOException, RejectedPacketException {
    EnvelopeBuilder e = envelope;
    switch (name) {
      case "type" -> e.type = text(e.type);
      case "channel" -> e.channel = text(e.channel);
      case "message_id" -> e.messageId = text(e.messageId);
      case "message_ids" -> e.messageIds = list(messageIds, "", this::text);
      case "sequence" -> e.sequence = unsigned(e.sequence);
      case "sender_id" -> e.senderId = bytes(e.senderId);
      case "relay_session" -> e.relaySession = text(e.relaySession);
      case "relay_source" -> e.relaySource = text(e.relaySource);
      case "relay_target" -> e.relayTarget = text(e.relayTarget);
      case "relay_signature" -> e.relaySignature = bytes(e.relaySignature);
      case "request_id" -> e.requestId = text(e.requestId);
      case "coord_stage" -> e.coordStage = text(e.coordStage);
      case "coord_at" -> e.coordAt = signed(e.coordAt);
      case "observed_addr" -> e.observedAddr = text(e.observedAddr);
      case "advertised_peer_id" -> e.advertisedPeerId = text(e.advertisedPeerId);
      case "advertised_addr" -> e.advertisedAddr = text(e.advertisedAddr);
      case "advertised_nat_type" -> e.advertisedNatType = text(e.advertisedNatType);
      case "advertised_reachable" -> e.advertisedReachable = flag(e.advertisedReachable);
      case "advertised_relay_capable" -> e.advertisedRelayCapable = flag(e.advertisedRelayCapable);
      case "advertised_noise_static" -> e.advertisedNoiseStatic = bytes(e.advertisedNoiseStatic);
      case "advertised_signature" -> e.advertisedSignature = bytes(e.advertisedSignature);
      case "reachable" -> e.reachable = flag(e.reachable);
      case "payload" -> e.payload = bytes(e.payload);
      case "ov_key" -> e.ovKey = bytes(e.ovKey);
      case "ov_contacts" -> e.ovContacts = list(contacts, Contact.NONE, this::contact);
      case "ov_providers" ->
          e.ovProviders = list(providers, Envelope.Provider.NONE, this::provider);
      default -> json.skipChildren();
    }
  }

  private Contact contact(Contact before) throws IOException, RejectedPacketException {
    if (isNull()) {
      return before;
    }
    expect(JsonToken.START_OBJECT);
    Blob id = before.id();
    String addr = before.addr();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      switch (nextKey()) {
        case "id" -> id = bytes(id);
        case "addr" -> addr = text(addr);
        default -> json.skipChildren();
      }
    }
    return new Contact(id, addr);
  }

  private Envelope.Provider provider(Envelope.Provider before)
      throws IOException, RejectedPacketException {
    if (isNull()) {
      return before;
    }
    expect(JsonToken.START_OBJECT);
    Blob peer = before.peer();
    Blob payload = before.payload();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      switch (nextKey()) {
        case "peer" -> peer = bytes(peer);
        case "payload" -> payload = bytes(payload);
        default -> json.skipChildren();
      }
    }
    return new Envelope.Provider(peer, payload);
  }

  private interface Element<T> {
    T read(T before) throws IOException, RejectedPacketException;
  }

  /** Reads a list over all elements that lists of the same key ever had, {@code slots}. */
  private <T> List<T> list(List<T> slots, T zero, Element<T> element)
      throws IOException, RejectedPacketException {
    int count = 0;
    if (!isNull()) {
      expect(JsonToken.START_ARRAY);
      for (; json.nextToken() != JsonToken.END_ARRAY; count++) {
        if (count == slots.size()) {
          slots.add(zero);
        }
        slots.set(count, element.read(slots.get(count)));
      }
    }
    if (count == 0) {
      slots.clear();
    }
    return List.copyOf(slots.subList(0, count));
  }

  private Blob bytes(Blob before) throws IOException, RejectedPacketException {
    if (isNull()) {
      return Blob.EMPTY;
    }
    if (json.currentToken() == JsonToken.START_ARRAY) {
      return octets(before);
    }
    expect(JsonToken.VALUE_STRING);
    return WireBase64.decode(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
  }

  /**
   * Reads bytes written as an array of numbers. Where the reference would let bytes show through
   * that a list had before its last but one duplicate, there is 0: no writer can mean those.
   */
  private Blob octets(Blob before) throws IOException, RejectedPacketException {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      int i = octets.size();
      long octet = unsigned(i < before.length() ? before.at(i) & MAX_OCTET : 0);
      if (octet < 0 || octet > MAX_OCTET) {
        throw new RejectedPacketException(Reason.MISFIT);
      }
      octets.write((int) octet);
    }
    return Blob.wrap(octets.toByteArray());
  }

  private String text(String before) throws IOException, RejectedPacketException {
    if (isNull()) {
      return before;
    }
    expect(JsonToken.VALUE_STRING);
    return json.getText();
  }

  private boolean flag(boolean before) throws RejectedPacketException {
    if (isNull()) {
      return before;
    }
    if (json.currentToken() != JsonToken.VALUE_TRUE) {
      expect(JsonToken.VALUE_FALSE);
    }
    return json.currentToken() == JsonToken.VALUE_TRUE;
  }

  private long unsigned(long before) throws IOException, RejectedPacketException {
    try {
      return isNull() ? before : Long.parseUnsignedLong(integer());
    } catch (NumberFormatException e) {
      throw new RejectedPacketException(Reason.MISFIT);
    }
  }

  private long signed(long before) throws IOException, RejectedPacketException {
    try {
      return isNull() ? before : Long.parseLong(integer());
    } catch (NumberFormatException e) {
      throw new RejectedPacketException(Reason.MISFIT);
    }
  }

  private String integer() throws IOException, RejectedPacketException {
    expect(JsonToken.VALUE_NUMBER_INT);
    if (json.getTextLength() > LONGEST_INTEGER) {
      throw new RejectedPacketException(Reason.MISFIT);
    }
    return json.getText();
  }

  /** Moves from a key to its value. */
  private String nextKey() throws IOException {
    String name = PacketText.fieldName(json.currentName());
    json.nextToken();
    return name;
  }

  private boolean isNull() {
    return json.currentToken() == JsonToken.VALUE_NULL;
  }

  private void expect(JsonToken token) throws RejectedPacketException {
    if (json.currentToken() != token) {
      throw new RejectedPacketException(Reason.MISFIT);
    }
  }
}
