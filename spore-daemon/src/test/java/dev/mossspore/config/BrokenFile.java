package dev.mossspore.config;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/**
 * A configuration file with one mistake, and what must be said about it.
 *
 * @param raw the file's bytes, a character for each
 * @param line of the mistake; 0 for the file as a whole, -1 where only its presence is known
 * @param says part of the message
 * @param fatal whether it is a problem rather than a warning
 */
public record BrokenFile(String raw, int line, int column, String says, boolean fatal) {
  /** Number of kinds of mistakes. */
  public static final int KINDS = 10;

  /** Stands where the mistake is, and is then taken away. */
  private static final String MARK = "@";

  /** A mistake of the kind, from 0, varied by chance. */
  public static BrokenFile make(int kind, Random random) {
    return switch (kind) {
      case 0 -> at(random, member(key(random).name(), MARK + wrongType(random)), "expected", true);
      case 1 ->
          at(
              random,
              "'max_peers': " + MARK + (65_536 + random.nextInt(1 << 20)),
              "between 1 and 65535",
              true);
      case 2 ->
          at(
              random,
              MARK + "'listen_prot': " + random.nextInt(),
              "unknown key \"listen_prot\"",
              false);
      case 3 ->
          at(random, "'max_peers': 3, " + MARK + "'max_peers': 4", "max_peers given twice", false);
      case 4 -> truncated(random);
      case 5 -> huge(random);
      case 6 ->
          at(
              random,
              "'x': " + "[".repeat(30) + "[" + MARK + "[1" + "]".repeat(32),
              "nested deeper",
              true);
      case 7 -> notUtf8(random);
      case 8 ->
          at(
              random,
              "'verbose': true,\n" + " ".repeat(random.nextInt(9)) + MARK + "}",
              "nothing follows the comma",
              true);
      case 9 ->
          at(
              random,
              "'psk': " + MARK + List.of("deadbeef", "'no hex'", "'00'").get(random.nextInt(3)),
              "",
              true);
      default -> throw new IllegalArgumentException("no such kind: " + kind);
    };
  }

  private static BrokenFile at(Random random, String member, String says, boolean fatal) {
    String marked = (lead(random) + member + "\n}\n").replace('\'', '"');
    String before = marked.substring(0, marked.indexOf(MARK));
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    int column = before.length() - before.lastIndexOf('\n');
    return new BrokenFile(utf8(marked.replace(MARK, "")), line, column, says, fatal);
  }

  private static String lead(Random random) {
    List<String> good =
        List.of(
            "'mesh_id': 'm',",
            "'static_peers': [\n'a:1'],",
            "",
            "'relay': {'max_sessions': 3},",
            "'log_dir': 'é',");
    StringBuilder lead = new StringBuilder("{\n");
    good.stream().filter(_ -> random.nextBoolean()).forEach(m -> lead.append(m).append('\n'));
    return lead.append(" ".repeat(random.nextInt(9))).toString();
  }

  private static Key<?> key(Random random) {
    return Keys.all().get(random.nextInt(Keys.all().size()));
  }

  /** Of a type that no key takes. */
  private static String wrongType(Random random) {
    return List.of("{}", "{'a': 'b'}", "{'a': {}}").get(random.nextInt(3));
  }

  private static String member(String name, String value) {
    int dot = name.indexOf('.');
    return dot < 0
        ? "'" + name + "': " + value
        : "'" + name.substring(0, dot) + "': {" + member(name.substring(dot + 1), value) + "}";
  }

  private static BrokenFile truncated(Random random) {
    String whole = (lead(random) + "'monitor': {'listen': ':9800'}}").replace('\'', '"');
    String cut = whole.substring(0, 1 + random.nextInt(whole.length() - 1));
    return new BrokenFile(utf8(cut), -1, -1, "the text ends before the value is complete", true);
  }

  private static BrokenFile huge(Random random) {
    String text = "{" + " ".repeat(ConfigFile.MAX_BYTES + random.nextInt(1000)) + "}";
    return new BrokenFile(text, 0, 0, "larger than", true);
  }

  private static BrokenFile notUtf8(Random random) {
    BrokenFile good = at(random, "'mesh_id': '" + MARK + "~'", "not UTF-8", true);
    String raw = good.raw().replace('~', (char) (0xf8 + random.nextInt(8)));
    return new BrokenFile(raw, good.line(), good.column(), good.says(), true);
  }

  /** The bytes to write. */
  public byte[] content() {
    return raw.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String utf8(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}
