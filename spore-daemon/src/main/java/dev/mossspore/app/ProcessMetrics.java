package dev.mossspore.app;

import dev.mossspore.monitor.MetricsText;
import dev.mossspore.observe.ProcessFigures;

/** Memory, threads and descriptors of this process, as far as the platform tells. */
final class ProcessMetrics {
  private ProcessMetrics() {}

  static void write(MetricsText text) {
    ProcessFigures figures = ProcessFigures.read();
    text.gauge("jvm_heap_used_bytes", "Heap in use, garbage included.", figures.heapBytes());
    text.gauge(
        "jvm_direct_reserved_bytes",
        "Memory for buffers outside the heap, in use or kept.",
        figures.directBytes());
    text.gauge("jvm_heap_limit_bytes", "Limit of the heap.", figures.heapLimitBytes());
    known(text, "process_resident_bytes", "Memory of the process.", figures.residentBytes());
    known(text, "process_threads", "Threads.", figures.threads());
    known(text, "process_open_fds", "Files and sockets open.", figures.openFiles());
    text.gauge("process_max_fds", "Limit of files and sockets.", figures.openFilesLimit());
  }

  private static void known(MetricsText text, String name, String help, long value) {
    if (value > 0) {
      text.gauge(name, help, value);
    }
  }
}
