package dev.mossspore.app;

import dev.mossspore.testing.SporeProcess;
import dev.mossspore.testkit.Tools;
import java.nio.file.Path;

/**
 * What a spore holds after a collection, as it says itself.
 *
 * @param sessions carried
 * @param queued bytes that wait to be sent
 * @param peers each with its bucket
 * @param descriptors files and sockets
 * @param directKib direct memory that is reserved, in use or not
 * @param heapKib heap in use
 * @param residentKib all memory of the process
 */
record RelayHoldings(
    long sessions,
    long queued,
    long peers,
    long descriptors,
    long directKib,
    long heapKib,
    long residentKib) {
  private static final double TOLERANCE = 1.1;
  private static final Path JCMD = Path.of(System.getProperty("java.home"), "bin", "jcmd");

  static RelayHoldings of(SporeProcess spore) {
    Tools.run(JCMD + " " + spore.pid() + " GC.run");
    return new RelayHoldings(
        spore.metric("relay_sessions"),
        spore.metric("relay_queue_bytes"),
        spore.metric("peers{path=\"direct\"}"),
        spore.metric("process_open_fds"),
        spore.metric("jvm_direct_reserved_bytes") >> 10,
        spore.metric("jvm_heap_used_bytes") >> 10,
        spore.metric("process_resident_bytes") >> 10);
  }

  /** Whether there is no more than before, or of memory a tenth more. */
  boolean within(RelayHoldings before) {
    return sessions <= before.sessions
        && queued <= before.queued
        && peers <= before.peers
        && descriptors <= before.descriptors
        && directKib <= before.directKib * TOLERANCE
        && heapKib <= before.heapKib * TOLERANCE;
  }

  @Override
  public String toString() {
    return ("sessions %d, queued %d B, peers %d, descriptors %d, "
            + "direct %d KiB, heap %d KiB, resident %d KiB")
        .formatted(sessions, queued, peers, descriptors, directKib, heapKib, residentKib);
  }
}
