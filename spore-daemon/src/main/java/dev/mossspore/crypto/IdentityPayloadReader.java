package dev.mossspore.crypto;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Locale;

/**
 * Reads the JSON of an identity payload as tolerantly as the deployed peer does (chapter 01 section
 * 4): keys in any case, the last of a repeated one wins, unknown ones are skipped, line breaks
 * inside base64 are ignored, a list of numbers stands for bytes.
 */
final class IdentityPayloadReader {
  private static final int MAX_DEPTH = 100;
  private static final int MAX_BYTE = 255;
  private static final int BASE64_QUANTUM = 4;
  private static final byte[] EMPTY = {};

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private byte[] identity = EMPTY;
  private byte[] signature = EMPTY;
  private byte[] challenge = EMPTY;

  private IdentityPayloadReader() {}

  record Fields(byte[] identity, byte[] signature, byte[] challenge) {}

  static Fields read(byte[] json) throws HandshakeException {
    IdentityPayloadReader reader = new IdentityPayloadReader();
    try (JsonParser parser = JSON.createParser(json)) {
      reader.document(parser);
    } catch (IOException | IllegalArgumentException e) {
      throw new HandshakeException(HandshakeFailure.PAYLOAD_MALFORMED);
    }
    return new Fields(reader.identity, reader.signature, reader.challenge);
  }

  private void document(JsonParser parser) throws IOException {
    JsonToken first = parser.nextToken();
    if (first == JsonToken.START_OBJECT) {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        field(parser);
      }
    } else if (first != JsonToken.VALUE_NULL) {
      throw new IllegalArgumentException("not an object");
    }
    if (parser.nextToken() != null) {
      throw new IllegalArgumentException("something behind the object");
    }
  }

  private void field(JsonParser parser) throws IOException {
    String name = parser.currentName().toLowerCase(Locale.ROOT);
    parser.nextToken();
    switch (name) {
      case "identity_pub" -> identity = bytes(parser);
      case "signature" -> signature = bytes(parser);
      case "challenge" -> challenge = bytes(parser);
      default -> parser.skipChildren();
    }
  }

  private static byte[] bytes(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_NULL -> EMPTY;
      case VALUE_STRING -> base64(parser.getText().replaceAll("[\r\n]", ""));
      case START_ARRAY -> numbers(parser);
      default -> throw new IllegalArgumentException("not bytes");
    };
  }

  /** Java's decoder takes missing padding in its stride; the deployed peer does not. */
  private static byte[] base64(String text) {
    if (text.length() % BASE64_QUANTUM != 0) {
      throw new IllegalArgumentException("unpadded");
    }
    return Base64.getDecoder().decode(text);
  }

  private static byte[] numbers(JsonParser parser) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      int value = parser.currentToken() == JsonToken.VALUE_NUMBER_INT ? parser.getIntValue() : -1;
      if (value < 0 || value > MAX_BYTE) {
        throw new IllegalArgumentException("not a byte");
      }
      bytes.write(value);
    }
    return bytes.toByteArray();
  }
}
