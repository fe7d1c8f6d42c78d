package dev.mossspore.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.mossspore.wire.DecodeResult.Decoded;
import dev.mossspore.wire.DecodeResult.Reason;
import dev.mossspore.wire.DecodeResult.Rejected;
import java.io.IOException;
import java.nio.CharBuffer;

/** Packet bytes to envelopes, as tolerant as the reference (chapter 03 section 2.3). Any thread. */
public final class EnvelopeDecoder {
  /**
   * Bytes a packet may have: the largest legal publish takes about 88 KB (chapter 03 section 4).
   */
  public static final int MAX_PACKET_LENGTH = 1 << 20;

  /** Levels of objects and arrays within each other. */
  public static final int MAX_DEPTH = 10_000;

  /**
   * The packet's length bounds everything but the depth. Keys are not kept for the next packet, or
   * a peer could fill the memory with keys of its invention.
   */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private final int maxLength;

  /** A decoder for packets of up to {@link #MAX_PACKET_LENGTH} bytes. */
  public EnvelopeDecoder() {
    this(MAX_PACKET_LENGTH);
  }

  /** A decoder that rejects packets of more bytes than this unread. */
  public EnvelopeDecoder(int maxLength) {
    this.maxLength = maxLength;
  }

  /** Decodes a packet; the array stays the caller's. */
  public DecodeResult decode(byte[] packet) {
    return decode(packet, 0, packet.length);
  }

  /** Decodes the packet that lies in a part of an array; the array stays the caller's. */
  public DecodeResult decode(byte[] bytes, int offset, int length) {
    if (length > maxLength) {
      return new Rejected(Reason.TOO_LONG);
    }
    CharBuffer text = PacketText.decode(bytes, offset, length);
    try (JsonParser json = JSON.createParser(text.array(), 0, text.length())) {
      return new Decoded(new EnvelopeReader(json).read());
    } catch (RejectedPacketException e) {
      return new Rejected(e.reason());
    } catch (StreamConstraintsException e) {
      return new Rejected(Reason.TOO_DEEP);
    } catch (JsonEOFException e) {
      return new Rejected(Reason.TRUNCATED);
    } catch (IOException e) {
      // There is nothing here that could fail to be read, so this is the parser's verdict.
      return new Rejected(Reason.MALFORMED);
    }
  }
}
