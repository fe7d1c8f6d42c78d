package dev.mossspore.wire;

import dev.mossspore.wire.Envelope.Contact;
import java.util.List;
import java.util.function.Consumer;

/**
 * Envelopes to packet bytes, byte for byte as the reference writes them (chapter 03 section 2.2).
 */
public final class EnvelopeEncoder {
  private final JsonBuffer out = new JsonBuffer();

  private EnvelopeEncoder() {}

  /** The packet, the caller's own. */
  public static byte[] encode(Envelope envelope) {
    EnvelopeEncoder encoder = new EnvelopeEncoder();
    encoder.fields(envelope);
    return encoder.out.toBytes();
  }

  private void fields(Envelope e) {
    out.raw("{\"type\":").string(e.type());
    text("channel", e.channel());
    text("message_id", e.messageId());
    list("message_ids", e.messageIds(), out::string);
    number("sequence", Long.toUnsignedString(e.sequence()));
    bytes("sender_id", e.senderId());
    text("relay_session", e.relaySession());
    text("relay_source", e.relaySource());
    text("relay_target", e.relayTarget());
    bytes("relay_signature", e.relaySignature());
    text("request_id", e.requestId());
    text("coord_stage", e.coordStage());
    number("coord_at", Long.toString(e.coordAt()));
    text("observed_addr", e.observedAddr());
    text("advertised_peer_id", e.advertisedPeerId());
    text("advertised_addr", e.advertisedAddr());
    text("advertised_nat_type", e.advertisedNatType());
    flag("advertised_reachable", e.advertisedReachable());
    flag("advertised_relay_capable", e.advertisedRelayCapable());
    bytes("advertised_noise_static", e.advertisedNoiseStatic());
    bytes("advertised_signature", e.advertisedSignature());
    flag("reachable", e.reachable());
    bytes("payload", e.payload());
    bytes("ov_key", e.ovKey());
    list("ov_contacts", e.ovContacts(), this::contact);
    list("ov_providers", e.ovProviders(), this::provider);
    out.raw("}");
  }

  private void contact(Contact contact) {
    out.raw("{\"id\":");
    bytesOrNull(contact.id());
    out.raw(",\"addr\":").string(contact.addr()).raw("}");
  }

  private void provider(Envelope.Provider provider) {
    out.raw("{\"peer\":");
    bytesOrNull(provider.peer());
    bytes("payload", provider.payload());
    out.raw("}");
  }

  private void text(String key, String value) {
    if (!value.isEmpty()) {
      key(key).string(value);
    }
  }

  private void bytes(String key, Blob value) {
    if (!value.isEmpty()) {
      key(key).base64(value);
    }
  }

  private void number(String key, String value) {
    if (!value.equals("0")) {
      key(key).raw(value);
    }
  }

  private void flag(String key, boolean value) {
    if (value) {
      key(key).raw("true");
    }
  }

  private <T> void list(String key, List<T> values, Consumer<T> element) {
    if (values.isEmpty()) {
      return;
    }
    key(key).raw("[");
    String separator = "";
    for (T value : values) {
      out.raw(separator);
      element.accept(value);
      separator = ",";
    }
    out.raw("]");
  }

  private void bytesOrNull(Blob value) {
    if (value.isEmpty()) {
      out.raw("null");
    } else {
      out.base64(value);
    }
  }

  private JsonBuffer key(String key) {
    return out.raw(",\"").raw(key).raw("\":");
  }
}
