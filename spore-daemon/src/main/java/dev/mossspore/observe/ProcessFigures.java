package dev.mossspore.observe;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Memory, threads and descriptors of this process at one instant; 0 where the platform does not
 * tell. Reading it blocks on the proc file system.
 *
 * @param residentBytes memory of the process
 * @param memoryLimitBytes what its control group may take, or one above it; 0 for no limit
 * @param heapBytes heap in use, garbage included
 * @param heapLimitBytes limit of the heap
 * @param directBytes memory for buffers outside the heap, in use or kept
 * @param openFiles files and sockets open
 * @param openFilesLimit how many may be; {@code Long.MAX_VALUE} for no limit
 */
public record ProcessFigures(
    long residentBytes,
    long memoryLimitBytes,
    long heapBytes,
    long heapLimitBytes,
    long directBytes,
    long threads,
    long openFiles,
    long openFilesLimit) {
  private static final Path PROC = Path.of("/proc/self");
  private static final Path GROUPS = Path.of("/sys/fs/cgroup");
  private static final Pattern SOFT_LIMIT = Pattern.compile("Max open files +(\\d+) .*");
  private static final long KIB = 1024;

  /** The figures of this moment. */
  public static ProcessFigures read() {
    Runtime runtime = Runtime.getRuntime();
    return new ProcessFigures(
        status("VmRSS:") * KIB,
        memoryLimit(),
        runtime.totalMemory() - runtime.freeMemory(),
        runtime.maxMemory(),
        countDirectBytes(),
        status("Threads:"),
        countOpenFiles(),
        fileLimit());
  }

  /** How many files and sockets the system lets this process open. */
  public static long fileLimit() {
    return lines(PROC.resolve("limits")).stream()
        .map(SOFT_LIMIT::matcher)
        .filter(Matcher::matches)
        .map(line -> Long.parseLong(line.group(1)))
        .findFirst()
        .orElse(Long.MAX_VALUE);
  }

  private static long countDirectBytes() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }

  private static long status(String name) {
    return lines(PROC.resolve("status")).stream()
        .filter(line -> line.startsWith(name))
        .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0L);
  }

  private static long countOpenFiles() {
    try (Stream<Path> open = Files.list(PROC.resolve("fd"))) {
      return open.count();
    } catch (IOException | RuntimeException e) {
      return 0;
    }
  }

  /** The lowest limit of this process's group and those above it. */
  private static long memoryLimit() {
    String own =
        lines(PROC.resolve("cgroup")).stream()
            .filter(line -> line.startsWith("0::/"))
            .map(line -> line.substring("0::/".length()))
            .findFirst()
            .orElse("");
    long lowest = Long.MAX_VALUE;
    for (Path group = GROUPS.resolve(own).normalize();
        group != null && group.startsWith(GROUPS);
        group = group.getParent()) {
      lowest = Math.min(lowest, limit(group.resolve("memory.max")));
    }
    return lowest == Long.MAX_VALUE ? 0 : lowest;
  }

  private static long limit(Path file) {
    return lines(file).stream()
        .filter(line -> line.matches("\\d{1,18}"))
        .map(Long::parseLong)
        .findFirst()
        .orElse(Long.MAX_VALUE);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException | RuntimeException e) {
      // Not Linux, or a sandbox without it.
      return List.of();
    }
  }
}
