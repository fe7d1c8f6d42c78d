package dev.mossspore.abuse;

import dev.mossspore.base.PeerId;
import dev.mossspore.transport.TransportTables;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the victim holds. Its attackers live in the same process, but hold nothing before and after
 * an attack.
 *
 * @param sockets of the process
 * @param handshakes pending, over TCP and UDP
 * @param sessions over UDP that are no peers
 * @param strangers peers that are neither established peers nor the prober's
 * @param directKib direct memory, Netty's and the JDK's
 * @param heapKib heap after a collection
 */
record Resources(
    long sockets, int handshakes, int sessions, int strangers, long directKib, long heapKib) {
  private static final double TOLERANCE = 1.1;

  /** Small numbers may grow by so much whatever the tolerance is. */
  private static final int FEW = 3;

  /** The allocator takes chunks of up to 8 MiB and keeps them, so there may be one more. */
  private static final long FEW_DIRECT_KIB = 9 << 10;

  /** This process is also the test: it keeps its figures, and classes it has come to load. */
  private static final long FEW_HEAP_KIB = 4096;

  static Resources of(Victim victim, Set<PeerId> known) {
    TransportTables tables = victim.tables();
    Set<PeerId> peers = victim.peers();
    int count = peers.size();
    peers.removeAll(known);
    return new Resources(
        openSockets(),
        tables.tcpHandshakes() + tables.udpHandshakes(),
        Math.max(0, tables.udpSessions() - count),
        peers.size(),
        direct() >> 10,
        heap() >> 10);
  }

  boolean within(Resources before) {
    return sockets <= before.sockets * TOLERANCE + FEW
        && handshakes <= before.handshakes + FEW
        && sessions <= before.sessions
        && strangers <= before.strangers
        && directKib <= before.directKib * TOLERANCE + FEW_DIRECT_KIB
        && heapKib <= before.heapKib * TOLERANCE + FEW_HEAP_KIB;
  }

  private static long openSockets() {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      return descriptors.filter(Resources::isSocket).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isSocket(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
    } catch (IOException e) {
      return false;
    }
  }

  /** Netty's direct memory and the JDK's, in bytes. */
  static long direct() {
    long netty =
        ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT).metric().usedDirectMemory();
    return netty
        + ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .filter(pool -> pool.getName().equals("direct"))
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum();
  }

  private static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  @Override
  public String toString() {
    return "sockets %d, handshakes %d, direct %d KiB, heap %d KiB"
        .formatted(sockets, handshakes, directKib, heapKib);
  }
}
