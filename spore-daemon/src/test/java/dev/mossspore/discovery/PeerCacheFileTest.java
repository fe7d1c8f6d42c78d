package dev.mossspore.discovery;

import static dev.mossspore.testing.ForAll.forAll;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.base.HostPort;
import dev.mossspore.discovery.PeerCacheCodec.Damaged;
import dev.mossspore.discovery.PeerCacheCodec.Entries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class PeerCacheFileTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
  private static final PeerCacheEntry PEER =
      new PeerCacheEntry("198.51.100.1:4001", NOW.getEpochSecond());

  @TempDir private Path directory;
  private Path path = Path.of("");
  private PeerCacheFile file = new PeerCacheFile(path);

  @BeforeEach
  void choosePath() {
    path = directory.resolve(PeerCacheFile.NAME);
    file = new PeerCacheFile(path);
  }

  @Test
  void whatIsSavedIsLoadedNewestFirst() throws IOException {
    file.save(
        List.of(
            new PeerCacheEntry("198.51.100.2:4001", NOW.getEpochSecond() - 604_801),
            new PeerCacheEntry("[2001:db8::1]:4001", NOW.getEpochSecond() - 604_800),
            PEER,
            PEER));
    assertEquals(
        List.of(new HostPort("198.51.100.1", 4001), new HostPort("2001:db8::1", 4001)),
        file.load(NOW));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
    assertEquals(List.of(path), contents());
  }

  @Test
  void anOlderFileIsReplacedAndMadePrivate() throws IOException {
    Files.writeString(path, "[]");
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
    file.save(List.of(PEER));
    assertEquals(1, file.load(NOW).size());
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
  }

  @Test
  void nothingDialableReplacesNothing() throws IOException {
    file.save(List.of(PEER));
    file.save(List.of());
    file.save(List.of(new PeerCacheEntry("relay:abcd", NOW.getEpochSecond())));
    assertEquals(1, file.load(NOW).size());
    assertEquals(List.of(path), contents());
  }

  @Test
  void atMost256AreWrittenAndRead() throws IOException {
    file.save(IntStream.rangeClosed(1, 300).mapToObj(i -> peer(i)).toList());
    assertEquals(256, file.load(NOW).size());
    assertEquals(new HostPort("198.51.100.1", 300), file.load(NOW).getFirst());
    String longer =
        Files.readString(path, UTF_8)
            .replace("]", ",{\"addr\":\"a:1\",\"last_seen_unix\":1800000000}]");
    Files.writeString(path, longer);
    assertEquals(256, file.load(NOW).size());
  }

  @Test
  void noFileIsNoCache() {
    assertEquals(List.of(), file.load(NOW));
  }

  @Test
  void whatCannotBeReadOrWrittenIsNotFatal() throws IOException {
    Files.createDirectory(path);
    Files.createFile(path.resolve("in the way"));
    assertEquals(List.of(), file.load(NOW));
    assertFalse(file.save(List.of(PEER)));
    assertEquals(List.of(path), contents());
    assertFalse(new PeerCacheFile(directory.resolve("missing/peers.json")).save(List.of(PEER)));
  }

  @Test
  void addressesThatNobodyCanDialAreLeftOut() throws IOException {
    Files.writeString(
        path,
        "[\"relay:abcd\",\"no-port\",\":4001\",\"a:0\",\"a:1\"]"
            .replaceAll("(\"[^\"]+\")", "{\"addr\":$1,\"last_seen_unix\":1800000000}"));
    assertEquals(List.of(new HostPort("a", 1)), file.load(NOW));
  }

  @Test
  void aHugeFileIsNotParsed() throws IOException {
    Files.write(path, new byte[PeerCacheCodec.MAX_BYTES + 2]);
    assertEquals(List.of(), file.load(NOW));
    Damaged damaged =
        assertInstanceOf(
            Damaged.class, PeerCacheCodec.decode(new byte[PeerCacheCodec.MAX_BYTES + 1]));
    assertEquals("it has more than 262144 bytes", damaged.problem());
  }

  @Test
  void nestedAndNullValuesAreHandledAsTheReferenceDoes() {
    assertEquals(List.of(new PeerCacheEntry("", 0)), entries("[null]"));
    assertEquals(
        List.of(new PeerCacheEntry("b", 2)),
        entries(
            "[{\"addr\":\"a\",\"addr\":\"b\",\"addr\":null,\"last_seen_unix\":2,\"last_seen_unix\":null}]"));
    assertDamaged("[{\"last_seen_unix\":9223372036854775808}]");
    assertDamaged("[] []");
    assertDamaged("[[]]");
    assertDamaged("[".repeat(5000));
  }

  @Test
  void noDamageIsFatal() {
    byte[] sound = PeerCacheCodec.encode(List.of(peer(1), peer(2)), 256).orElseThrow();
    forAll(
        2000,
        random -> {
          byte[] text = sound.clone();
          for (int i = random.nextInt(4); i >= 0; i--) {
            text[random.nextInt(text.length)] = (byte) random.nextInt(256);
          }
          return text;
        },
        text -> assertTrue(PeerCacheCodec.decode(text) != null));
  }

  private static List<PeerCacheEntry> entries(String text) {
    return assertInstanceOf(Entries.class, PeerCacheCodec.decode(text.getBytes(UTF_8))).entries();
  }

  private static void assertDamaged(String text) {
    assertInstanceOf(Damaged.class, PeerCacheCodec.decode(text.getBytes(UTF_8)), text);
  }

  private static PeerCacheEntry peer(int number) {
    return new PeerCacheEntry("198.51.100.1:" + number, NOW.getEpochSecond() - 1000 + number);
  }

  private List<Path> contents() throws IOException {
    try (var files = Files.list(directory)) {
      return files.toList();
    }
  }
}
