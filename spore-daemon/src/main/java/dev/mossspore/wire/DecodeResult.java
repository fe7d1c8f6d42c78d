package dev.mossspore.wire;

/** What became of a packet that should hold one envelope. */
public sealed interface DecodeResult {
  /** The packet held this envelope. */
  record Decoded(Envelope envelope) implements DecodeResult {}

  /** The packet held none; the reference ends the session over it (chapter 03 section 5). */
  record Rejected(Reason reason) implements DecodeResult {}

  /** Why a packet is no envelope (chapter 03 section 2.3). */
  enum Reason {
    /** Longer than the decoder's limit; not looked at. */
    TOO_LONG("packet too long"),
    /** Empty, or cut off inside the document. */
    TRUNCATED("input ends too early"),
    /** Breaks the JSON grammar, or goes on after the document. */
    MALFORMED("not valid JSON"),
    /** Nested deeper than {@link EnvelopeDecoder#MAX_DEPTH}. */
    TOO_DEEP("nesting deeper than " + EnvelopeDecoder.MAX_DEPTH),
    /** A field, an element or the document has the wrong JSON type, or a number is out of range. */
    MISFIT("value has the wrong JSON type or does not fit the field"),
    /** A byte field is not standard base64 with padding. */
    BAD_BASE64("bad base64");

    private final String text;

    Reason(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
