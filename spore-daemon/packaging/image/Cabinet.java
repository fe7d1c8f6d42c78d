import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;

/**
 * Writes a cabinet, the one archive that every Windows can unpack by a library of its own: one
 * folder, packed by MSZIP, which is deflate in blocks of 32 KiB. The format is [MS-CAB].
 */
final class Cabinet {
  private static final int HEADER = 36;
  private static final int FOLDER = 8;
  private static final int BLOCK = 32 << 10;

  private static final byte[] SIGNATURE = {'C', 'K'};
  private static final short MSZIP = 1;
  private static final short ARCHIVE = 0x20;

  private final ByteArrayOutputStream entries = new ByteArrayOutputStream();
  private final ByteArrayOutputStream content = new ByteArrayOutputStream();
  private final int date;
  private final int time;
  private int files;

  /**
   * @param written when every file was; a cabinet knows even seconds only, see {@link #even}
   */
  Cabinet(Instant written) {
    LocalDateTime utc = LocalDateTime.ofInstant(written, ZoneOffset.UTC);
    this.date = (utc.getYear() - 1980) << 9 | utc.getMonthValue() << 5 | utc.getDayOfMonth();
    this.time = utc.getHour() << 11 | utc.getMinute() << 5 | utc.getSecond() / 2;
  }

  /** The last instant before this one that a cabinet can tell. */
  static Instant even(Instant time) {
    return Instant.ofEpochSecond(time.getEpochSecond() / 2 * 2);
  }

  /** Takes a file in, under a name with backslashes between its parts. */
  void add(String name, Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    byte[] text = name.getBytes(StandardCharsets.US_ASCII);
    entries.writeBytes(
        little(16 + text.length + 1)
            .putInt(bytes.length)
            .putInt(content.size())
            .putShort((short) 0)
            .putShort((short) date)
            .putShort((short) time)
            .putShort(ARCHIVE)
            .put(text)
            .array());
    content.writeBytes(bytes);
    files++;
  }

  byte[] toBytes() {
    List<byte[]> blocks = blocks(content.toByteArray());
    int size = HEADER + FOLDER + entries.size() + blocks.stream().mapToInt(b -> b.length).sum();
    if (blocks.size() > 0xffff || files > 0xffff) {
      throw new IllegalStateException("too much for one cabinet");
    }
    ByteBuffer cabinet =
        little(size)
            .put("MSCF".getBytes(StandardCharsets.US_ASCII))
            .putInt(0)
            .putInt(size)
            .putInt(0)
            .putInt(HEADER + FOLDER)
            .putInt(0)
            .put((byte) 3)
            .put((byte) 1)
            .putShort((short) 1)
            .putShort((short) files)
            .position(HEADER)
            .putInt(HEADER + FOLDER + entries.size())
            .putShort((short) blocks.size())
            .putShort(MSZIP)
            .put(entries.toByteArray());
    blocks.forEach(cabinet::put);
    return cabinet.array();
  }

  /** Each block refers to the one before it and ends its own deflate stream. */
  private static List<byte[]> blocks(byte[] content) {
    List<byte[]> blocks = new ArrayList<>();
    for (int start = 0; start < content.length; start += BLOCK) {
      int length = Math.min(BLOCK, content.length - start);
      byte[] packed = deflated(content, start, length);
      blocks.add(
          little(8 + SIGNATURE.length + packed.length)
              .putInt(0) // no checksum: the whole has a digest
              .putShort((short) (SIGNATURE.length + packed.length))
              .putShort((short) length)
              .put(SIGNATURE)
              .put(packed)
              .array());
    }
    return blocks;
  }

  private static byte[] deflated(byte[] content, int start, int length) {
    byte[] packed = new byte[length];
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    if (start > 0) {
      deflater.setDictionary(content, start - BLOCK, BLOCK);
    }
    deflater.setInput(content, start, length);
    deflater.finish();
    int count = deflater.deflate(packed);
    boolean shorter = deflater.finished();
    deflater.end();
    return shorter ? Arrays.copyOf(packed, count) : stored(content, start, length);
  }

  /** A block must not grow by more than 12 bytes; deflate's own way to store it may. */
  private static byte[] stored(byte[] content, int start, int length) {
    return little(5 + length)
        .put((byte) 1)
        .putShort((short) length)
        .putShort((short) ~length)
        .put(content, start, length)
        .array();
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
