package dev.mossspore.discovery.tracker;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.mossspore.discovery.tracker.Bencoded.Dictionary;
import dev.mossspore.discovery.tracker.Bencoded.Items;
import dev.mossspore.discovery.tracker.Bencoded.Text;
import dev.mossspore.discovery.tracker.Bencoded.Whole;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what a tracker sent, which may be anything (chapter 04 section 3.5). A length is compared
 * with what is there before anything is allocated; values within each other and values in all are
 * limited. As the reference it takes keys in any order, the last of two equal ones, numbers with
 * leading zeros or a plus sign, and whatever stands behind the value; unlike it, lists too. Used
 * once; confined to its caller.
 */
final class BencodeReader {
  static final int MAX_DEPTH = 16;
  static final int MAX_VALUES = 4096;

  private static final int LONGEST_NUMBER = 32;
  private static final char END = 'e';

  private final ByteBuffer in;
  private int values;

  /** What was read is not bencoded, or too much of it. */
  static final class MalformedException extends Exception {
    private static final long serialVersionUID = 1;

    MalformedException(String message) {
      super(message, null, false, false);
    }
  }

  BencodeReader(ByteBuffer in) {
    this.in = in;
  }

  /** The first value. */
  Bencoded read() throws MalformedException {
    return value(0);
  }

  private Bencoded value(int depth) throws MalformedException {
    if (depth > MAX_DEPTH) {
      throw new MalformedException("too deep");
    }
    if (++values > MAX_VALUES) {
      throw new MalformedException("too many values");
    }
    char first = peek();
    return switch (first) {
      case 'd' -> dictionary(depth);
      case 'l' -> items(depth);
      case 'i' -> whole();
      default -> new Text(text());
    };
  }

  private Dictionary dictionary(int depth) throws MalformedException {
    in.get();
    Map<String, Bencoded> entries = new HashMap<>();
    while (peek() != END) {
      String key = ISO_8859_1.decode(text()).toString();
      entries.put(key, value(depth + 1));
    }
    in.get();
    return new Dictionary(entries);
  }

  private Items items(int depth) throws MalformedException {
    in.get();
    List<Bencoded> items = new ArrayList<>();
    while (peek() != END) {
      items.add(value(depth + 1));
    }
    in.get();
    return new Items(items);
  }

  private Whole whole() throws MalformedException {
    in.get();
    char sign = peek();
    if (sign == '-' || sign == '+') {
      in.get();
    }
    return new Whole(number(END, sign == '-' ? "-" : ""));
  }

  private ByteBuffer text() throws MalformedException {
    long length = number(':', "");
    if (length > in.remaining()) {
      throw new MalformedException("a string longer than the answer");
    }
    ByteBuffer text = in.slice(in.position(), (int) length);
    in.position(in.position() + (int) length);
    return text;
  }

  /** Digits, at least one, up to a mark. */
  private long number(char mark, String sign) throws MalformedException {
    StringBuilder digits = new StringBuilder(sign);
    while (peek() != mark) {
      char digit = (char) in.get();
      if (digit < '0' || digit > '9' || digits.length() == LONGEST_NUMBER) {
        throw new MalformedException("not bencoded");
      }
      digits.append(digit);
    }
    in.get();
    try {
      return Long.parseLong(digits.toString());
    } catch (NumberFormatException e) {
      throw new MalformedException("a number without digits, or with too many");
    }
  }

  private char peek() throws MalformedException {
    if (!in.hasRemaining()) {
      throw new MalformedException("ends too early");
    }
    return (char) Byte.toUnsignedInt(in.get(in.position()));
  }
}
