package dev.mossspore.discovery.tracker;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.mossspore.discovery.tracker.BencodeReader.MalformedException;
import dev.mossspore.testing.ForAll;
import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class BencodeReaderTest {
  @Test
  void readsNestedValuesUpToItsDepth() throws Exception {
    assertInstanceOf(Bencoded.Items.class, read(nested(BencodeReader.MAX_DEPTH + 1)));
    MalformedException refused =
        assertThrows(MalformedException.class, () -> read(nested(BencodeReader.MAX_DEPTH + 2)));
    assertEquals("too deep", refused.getMessage());
    assertThrows(MalformedException.class, () -> read("d1:a".repeat(20_000)));
  }

  @Test
  void readsOnlySoManyValues() throws Exception {
    read("l" + "0:".repeat(BencodeReader.MAX_VALUES - 1) + "e");
    assertThrows(
        MalformedException.class, () -> read("l" + "0:".repeat(BencodeReader.MAX_VALUES) + "e"));
  }

  @Test
  void believesNoLength() {
    for (String text :
        new String[] {
          "2147483647:a", "9223372036854775807:a", "-1:a", "d-5:peers6:abcdefe", "+1:a", "1", ":"
        }) {
      assertThrows(MalformedException.class, () -> read(text), text);
    }
    assertThrows(MalformedException.class, () -> read("0".repeat(1000) + "1:a"));
  }

  @Test
  void throwsNothingElseWhateverComes() {
    ForAll.forAll(
        20_000,
        BencodeReaderTest::scrap,
        text -> {
          try {
            assertEquals(false, HttpAnnounce.read(bytes(text)).toString().isEmpty());
            read(text);
          } catch (MalformedException e) {
            assertEquals(0, e.getStackTrace().length);
          }
        });
  }

  private static String scrap(RandomGenerator random) {
    String alphabet = "dlie0123456789:-+5:peers6:abcdef14:failure reason";
    StringBuilder text = new StringBuilder("d");
    int length = random.nextInt(60);
    for (int i = 0; i < length; i++) {
      text.append(
          random.nextInt(20) == 0
              ? (char) random.nextInt(256)
              : alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  private static String nested(int depth) {
    return "l".repeat(depth) + "e".repeat(depth);
  }

  private static Bencoded read(String text) throws MalformedException {
    return new BencodeReader(bytes(text)).read();
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
  }
}
