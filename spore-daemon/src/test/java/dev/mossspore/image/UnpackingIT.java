package dev.mossspore.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.testkit.Tools;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the file does before the spore begins. */
@Tag("root")
class UnpackingIT {
  private static final String PLACE = "/opt/mossspore";

  @TempDir Path directory;
  private BareHost host;

  @BeforeEach
  void up() throws IOException {
    host = BareHost.withFile(directory.resolve("root"));
  }

  @AfterEach
  void down() {
    if (host != null) { // not where it was skipped
      host.close();
    }
  }

  @Test
  void unpacksOnceWhenManyStartAtOnce() throws Exception {
    startManyAtOnce();
    Files.writeString(tree().resolve("conf/jvm.options"), "-Xmx1g\n");
    startManyAtOnce();
  }

  private void startManyAtOnce() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Tools.Result> start :
          threads.invokeAll(Collections.<Callable<Tools.Result>>nCopies(5, this::version))) {
        assertEquals(0, start.get().status(), start.get().output());
        assertEquals(1, start.get().output().lines().count(), start.get().output());
      }
    }
    try (Stream<Path> place = Files.list(host.path(PLACE))) {
      assertEquals(List.of(tree()), place.toList());
    }
  }

  @Test
  void replacesWhatWasDamaged() throws IOException {
    assertEquals(0, version().status());
    List<Damage> damages =
        List.of(
            tree -> Files.writeString(tree.resolve("conf/jvm.options"), "-Xmx1g\n"),
            tree -> Files.delete(tree.resolve("runtime/lib/modules")),
            tree -> Files.writeString(tree.resolve("lib/another.jar"), ""),
            tree -> shorten(tree.resolve("lib/classes.jsa")));
    for (Damage damage : damages) {
      damage.to(tree());
      Tools.Result start = version();
      assertEquals(0, start.status(), start.output());
      Tools.Result check =
          Tools.run("cd " + tree() + " && sha256sum --quiet -c SHA256SUMS && ls lib");
      assertEquals(0, check.status(), check.output());
      assertTrue(!check.output().contains("another.jar"), check.output());
    }
  }

  @Test
  void takesNoNoticeOfWhatAKilledStartLeft() throws Exception {
    String id = Path.of(unpackTo("/first").output().strip()).getFileName().toString();
    Path left = Files.createDirectories(host.path(PLACE + "/." + id + ".tree.999999/bin"));
    Files.writeString(left.resolve("mossspore"), "#!/bin/sh\nexit 9\n");
    Files.createSymbolicLink(host.path(PLACE + "/." + id + ".claim"), Path.of("999999"));
    startManyAtOnce();
    assertEquals(List.of(id), host.unpacked(PLACE));
  }

  @Test
  void usesNoDirectoryThatOthersCanWrite() throws IOException {
    Path place = Files.createDirectory(host.path(PLACE));
    Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxrwxrwx"));
    Tools.Result start = version();
    assertEquals(1, start.status());
    assertTrue(start.output().contains("others can write it: " + PLACE), start.output());
    assertTrue(start.output().contains("fatal: no place to unpack"), start.output());
    assertEquals(List.of(), host.unpacked(PLACE));
    Tools.run(List.of("chown", "990", place.toString()));
    Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertEquals(1, version().status());
  }

  @Test
  void saysThatThereIsNoPlace() {
    Tools.Result start =
        Tools.run(host.on(Map.of("HOME", "/absent"), "990:990", "mossspore", "--version"));
    assertEquals(1, start.status());
    assertTrue(start.output().contains("set MOSSSPORE_UNPACK_DIR"), start.output());
  }

  @Test
  void saysThatTheDiskIsFull() throws IOException {
    Path place = Files.createDirectory(host.path(PLACE));
    Tools.run(List.of("mount", "-t", "tmpfs", "-o", "size=20m,mode=755", "full", place.toString()));
    try {
      Tools.Result start = version();
      assertEquals(1, start.status());
      assertTrue(start.output().contains("is there room"), start.output());
      assertEquals(List.of(), host.unpacked(PLACE));
    } finally {
      Tools.run(List.of("umount", place.toString()));
    }
  }

  @Test
  void refusesADamagedFile() throws IOException {
    Path file = host.path("/bin/mossspore");
    shorten(file);
    assertDamaged(version());
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(bytes.length() / 2);
      bytes.write(new byte[64]);
    }
    assertDamaged(version());
  }

  @Test
  void unpacksAheadAndSaysWhere() throws IOException {
    Tools.Result first = unpackTo("/srv/spores");
    assertEquals(0, first.status(), first.output());
    Path tree = host.path(first.output().strip());
    List<String> launcher = new ArrayList<>(host.asUser(first.output().strip() + "/bin/mossspore"));
    launcher.add("--version");
    assertEquals(0, Tools.run(launcher).status());
    assertEquals(first.output(), unpackTo("/srv/spores").output());
    assertEquals("drwxr-xr-x", Tools.run("ls -ld " + tree).output().substring(0, 10));
  }

  private Tools.Result version() {
    return Tools.run(host.asRoot("mossspore", "--version"));
  }

  private Tools.Result unpackTo(String place) {
    return Tools.run(host.asRoot("mossspore", "--unpack-to", place));
  }

  private Path tree() throws IOException {
    return host.path(PLACE + "/" + host.unpacked(PLACE).getFirst());
  }

  private void assertDamaged(Tools.Result start) throws IOException {
    assertEquals(1, start.status());
    assertTrue(start.output().contains("is damaged: fetch it again"), start.output());
    assertEquals(List.of(), host.unpacked(PLACE));
  }

  private static void shorten(Path file) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.setLength(bytes.length() - 1000);
    }
  }

  private interface Damage {
    void to(Path tree) throws IOException;
  }
}
