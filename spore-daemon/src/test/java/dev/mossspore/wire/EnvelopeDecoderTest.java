package dev.mossspore.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.mossspore.wire.DecodeResult.Decoded;
import dev.mossspore.wire.DecodeResult.Reason;
import dev.mossspore.wire.DecodeResult.Rejected;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Decoding beyond the vectors; what is accepted here was seen accepted by the reference's parser.
 */
@Tag("unit")
class EnvelopeDecoderTest {
  private final EnvelopeDecoder decoder = new EnvelopeDecoder();

  /** A packet in single quotes, and what a forwarder would make of it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // Keys: escapes, the long s, the Kelvin sign, half a character.
        "{'\\u0074YPE':'x'} | {'type':'x'}",
        "{'me\u017fsage_id':'x'} | {'type':'','message_id':'x'}",
        "{'ov_\u212aey':'AA=='} | {'type':'','ov_key':'AA=='}",
        "{'\\ud83d':[{}],'type ':1} | {'type':''}",
        // A later duplicate is read over the earlier one.
        "{'channel':'a','CHANNEL':null} | {'type':'','channel':'a'}",
        "{'sequence':1,'sequence':null,'reachable':true,'reachable':null} |"
            + " {'type':'','sequence':1,'reachable':true}",
        "{'payload':'AQ==','payload':null} | {'type':''}",
        "{'payload':'AQID','payload':[null,9]} | {'type':'','payload':'AQk='}",
        "{'message_ids':['a','b'],'message_ids':[null]} | {'type':'','message_ids':['a']}",
        "{'message_ids':['a','b'],'message_ids':['c'],'message_ids':[null,null]} |"
            + " {'type':'','message_ids':['c','b']}",
        "{'message_ids':['a'],'message_ids':[],'message_ids':[null]} |"
            + " {'type':'','message_ids':['']}",
        "{'ov_contacts':[{'id':'AQ==','addr':'a'}],'ov_contacts':[{'addr':'b'}]} |"
            + " {'type':'','ov_contacts':[{'id':'AQ==','addr':'b'}]}",
        "{'ov_providers':[{'peer':'AQ==','payload':'Ag=='}],'ov_providers':[{'peer':null,'x':0},null]}"
            + " | {'type':'','ov_providers':[{'peer':null,'payload':'Ag=='},{'peer':null}]}",
        // Half characters, between others and before their other half.
        "{'type':'\\ud83d\\ud83d\\ude00\\ude00'} | {'type':'\ufffd\ud83d\ude00\ufffd'}",
        "{'type':'\\ud83d\ud83d\ude00'} | {'type':'\ufffd\ud83d\ude00'}",
        "{'type':'\\\\ud83d\\\\\\uDE00'} | {'type':'\\\\ud83d\\\\\ufffd'}",
        // Numbers.
        "{'coord_at':-0} | {'type':''}",
        "{'coord_at':-9223372036854775808} | {'type':'','coord_at':-9223372036854775808}",
        // Base64: CR and LF anywhere.
        "{'payload':'\\nA\\rQ\\n=\\r=\\n'} | {'type':'','payload':'AQ=='}",
        "{'payload':'\\r\\n'} | {'type':''}",
      })
  void accepts(String packet, String reencoded) {
    DecodeResult result = decoder.decode(quoted(packet).getBytes(UTF_8));
    Envelope envelope = assertInstanceOf(Decoded.class, result).envelope();
    assertEquals(quoted(reencoded), new String(EnvelopeEncoder.encode(envelope), UTF_8));
  }

  /** The reference makes this 9, 2: memory of its own shows through. */
  @Test
  void forgottenBytesStayForgotten() {
    accepts(
        "{'payload':'AQI=','payload':[9],'payload':[null,null]}", "{'type':'','payload':'CQA='}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'sequence':-0}",
        "{'sequence':000000000000000000000001}",
        "{'payload':[1.0]}",
        "{'payload':[-1]}",
        "{'payload':[18446744073709551615]}",
        "{'payload':{}}",
        "{'payload':'A'}",
        "{'payload':'A==='}",
        "{'payload':'AA='}",
        "{'payload':'AA==='}",
        "{'payload':'AA=A'}",
        "{'payload':'AAAA='}",
        "{'payload':'\\u0141A=='}",
        "{'message_ids':{}}",
        "{'ov_contacts':['x']}",
        "{'ov_contacts':[{'id':1}]}",
        "{'reachable':0}",
        "{'x':'\t'}",
        "{'\n':1}",
        "{'x':'\\x'}",
        "{'x':'\\u00g0'}",
        "{'x':1,}",
        "{'x':[1,]}",
        "{x:1}",
        "{'x':+1}",
        "{'x':.5}",
        "{'x':1.}",
        "{'x':tru}",
        "{'x':1}\u0000",
        "{'x':1}\f",
        "nullnull",
        "\u0000{\u0000}",
      })
  void rejects(String packet) {
    assertInstanceOf(Rejected.class, decoder.decode(quoted(packet).getBytes(UTF_8)));
  }

  /** The bytes as Latin-1, and how many of the string's characters are no UTF-8. */
  @ParameterizedTest
  @CsvSource({
    "\u00ff\u00fe, 2",
    "\u00c3, 1",
    "\u00c0\u0080, 2",
    "\u00e2\u0082, 2",
    "\u00ed\u00a0\u0080, 3",
    "\u00f0\u009f\u0098, 3",
    "\u00f4\u0090\u0080\u0080, 4",
  })
  void replacesEveryBrokenByte(String latin1, int replacements) {
    byte[] packet = quoted("{'type':'a" + latin1 + "b'}").getBytes(ISO_8859_1);
    String type = assertInstanceOf(Decoded.class, decoder.decode(packet)).envelope().type();
    assertEquals("a" + "\ufffd".repeat(replacements) + "b", type);
  }

  @Test
  void unknownMembersMayBeLong() {
    String number = "1".repeat(100_000);
    String packet =
        "{'" + "k".repeat(100_000) + "':" + number + ",'type':'x','y':1e" + number + "}";
    DecodeResult result = decoder.decode(quoted(packet).getBytes(UTF_8));
    assertEquals("x", assertInstanceOf(Decoded.class, result).envelope().type());
  }

  @Test
  void readsOnlyItsPartOfTheArray() {
    byte[] bytes = "xx{}yy".getBytes(UTF_8);
    assertInstanceOf(Decoded.class, decoder.decode(bytes, 2, 2));
  }

  @Test
  void rejectsAPacketOverTheLimitUnread() {
    EnvelopeDecoder small = new EnvelopeDecoder(2);
    assertEquals(new Rejected(Reason.TOO_LONG), small.decode(new byte[3]));
    assertInstanceOf(Decoded.class, small.decode("{}".getBytes(UTF_8)));
  }

  private static String quoted(String text) {
    return text.replace('\'', '"');
  }
}
