package dev.mossspore.base;

import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The one spelling of an address: dotted decimal, or the shortest form of RFC 5952. Pure. */
public final class IpText {
  private static final int V6_GROUPS = 8;

  private IpText() {}

  /** Text of 4 bytes. */
  public static String v4(byte[] address) {
    return IntStream.range(0, address.length)
        .mapToObj(i -> Integer.toString(Byte.toUnsignedInt(address[i])))
        .collect(Collectors.joining("."));
  }

  /** Text of 16 bytes, without brackets. */
  public static String v6(byte[] address) {
    ShortBuffer groups = ByteBuffer.wrap(address).asShortBuffer();
    int start = 0;
    int longest = 1; // a single zero is written out
    for (int i = 0; i < V6_GROUPS; i++) {
      int zeros = zeros(groups, i);
      if (zeros > longest) {
        start = i;
        longest = zeros;
      }
    }
    return longest == 1
        ? join(groups, 0, V6_GROUPS)
        : join(groups, 0, start) + "::" + join(groups, start + longest, V6_GROUPS);
  }

  private static int zeros(ShortBuffer groups, int from) {
    int end = from;
    while (end < V6_GROUPS && groups.get(end) == 0) {
      end++;
    }
    return end - from;
  }

  private static String join(ShortBuffer groups, int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> Integer.toHexString(Short.toUnsignedInt(groups.get(i))))
        .collect(Collectors.joining(":"));
  }
}
