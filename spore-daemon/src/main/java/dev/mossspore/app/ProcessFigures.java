package dev.mossspore.app;

import dev.mossspore.monitor.MetricsText;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Memory, threads and descriptors of this process, as far as the platform tells. */
final class ProcessFigures {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
  private static final long KIB = 1024;

  private ProcessFigures() {}

  static void write(MetricsText text) {
    Runtime runtime = Runtime.getRuntime();
    text.gauge(
        "jvm_heap_used_bytes",
        "Heap in use, garbage included.",
        runtime.totalMemory() - runtime.freeMemory());
    text.gauge(
        "jvm_direct_reserved_bytes",
        "Memory for buffers outside the heap, in use or kept.",
        direct());
    text.gauge("jvm_heap_limit_bytes", "Limit of the heap.", runtime.maxMemory());
    status("VmRSS:")
        .ifPresent(
            kib -> text.gauge("process_resident_bytes", "Memory of the process.", kib * KIB));
    status("Threads:").ifPresent(count -> text.gauge("process_threads", "Threads.", count));
    descriptors()
        .ifPresent(count -> text.gauge("process_open_fds", "Files and sockets open.", count));
    text.gauge("process_max_fds", "Limit of files and sockets.", FileLimit.current());
  }

  private static long direct() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }

  private static Optional<Long> status(String name) {
    try (Stream<String> lines = Files.lines(STATUS)) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst();
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Long> descriptors() {
    try (Stream<Path> open = Files.list(DESCRIPTORS)) {
      return Optional.of(open.count());
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }
}
