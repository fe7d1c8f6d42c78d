package dev.mossspore.discovery.lan;

import dev.mossspore.base.EnumCounters;
import dev.mossspore.base.HostPort;
import dev.mossspore.base.IpText;
import dev.mossspore.base.Log;
import dev.mossspore.base.Ticker;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Shouts and listens on all networks of this host (chapter 04 section 5), on two virtual threads.
 * What cannot be sent or heard is warned of once and has no other consequence. Where another node
 * of this host has the port, this one only shouts, and takes the port over when it becomes free.
 */
public final class LanDiscovery implements AutoCloseable {
  private static final Log LOG = Log.of("discovery");
  private static final Duration RETRY = Duration.ofSeconds(30);
  private static final int MAX_ANSWERS = 64;

  private final Supplier<LanBeacon> own;
  private final Supplier<List<Segment>> segments;
  private final LanListener listener;
  private final Ticker ticker;
  private final LanSockets sockets = new LanSockets();
  private final EnumCounters<LanDrop> drops = new EnumCounters<>(LanDrop.class);
  private final LongAdder sent = new LongAdder();

  /** Whom to answer; further ones are dropped, since they are heard again. */
  private final BlockingQueue<InetAddress> answers = new ArrayBlockingQueue<>(MAX_ANSWERS);

  private final Thread speaker = Thread.ofVirtual().name("lan-speak").unstarted(this::speak);
  private final Thread hearer = Thread.ofVirtual().name("lan-hear").unstarted(this::hear);

  private LanDiscovery(
      Supplier<LanBeacon> own,
      Supplier<List<Segment>> segments,
      LanListener listener,
      Ticker ticker) {
    this.own = own;
    this.segments = segments;
    this.listener = listener;
    this.ticker = ticker;
  }

  /**
   * Begins.
   *
   * @param own this node's beacon of the moment
   * @param segments the networks of the moment; asked for on virtual threads, may block
   */
  public static LanDiscovery start(
      Supplier<LanBeacon> own,
      Supplier<List<Segment>> segments,
      LanListener listener,
      Ticker ticker) {
    LanDiscovery lan = new LanDiscovery(own, segments, listener, ticker);
    lan.hearer.start();
    lan.speaker.start();
    return lan;
  }

  /** Datagrams that were not acted on. Any thread. */
  public EnumCounters<LanDrop> drops() {
    return drops;
  }

  /** Datagrams sent. Any thread. */
  public long sent() {
    return sent.sum();
  }

  @Override
  public void close() {
    speaker.interrupt();
    hearer.interrupt();
    sockets.close();
  }

  private void speak() {
    BeaconTimes times = new BeaconTimes(ticker.nanos());
    long nextRound = ticker.nanos();
    try {
      while (!Thread.currentThread().isInterrupted()) {
        long left = nextRound - ticker.nanos();
        if (left <= 0) {
          Set<Segment> current = Set.copyOf(segments.get());
          sockets.join(current);
          sent.add(sockets.shout(beacon(), current));
          nextRound = ticker.nanos() + times.afterRound(current, ticker.nanos()).toNanos();
        } else {
          InetAddress asker = answers.poll(left, TimeUnit.NANOSECONDS);
          if (asker != null) {
            sent.add(sockets.answer(beacon(), asker));
          }
        }
      }
    } catch (InterruptedException e) {
      // Closed.
    }
  }

  private void hear() {
    LanBeacon self = own.get();
    LanGate gate = new LanGate(self.networkId(), self.peerId(), drops, ticker.nanos());
    byte[] datagram = new byte[LanBeaconCodec.MAX_DATAGRAM];
    ByteBuffer buffer = ByteBuffer.wrap(datagram);
    boolean complained = false;
    try {
      while (true) {
        try {
          sockets.listen();
          sockets.join(Set.copyOf(segments.get()));
          while (true) {
            InetSocketAddress source = sockets.receive(buffer.clear());
            heard(gate, datagram, buffer.position(), source.getAddress());
          }
        } catch (ClosedChannelException e) {
          return;
        } catch (IOException e) {
          if (!complained) {
            LOG.info("LAN discovery only sends, it cannot listen", "error", e.getMessage());
            complained = true;
          }
          Thread.sleep(RETRY);
        }
      }
    } catch (InterruptedException e) {
      // Closed.
    }
  }

  private void heard(LanGate gate, byte[] datagram, int length, InetAddress source) {
    if (source instanceof Inet4Address) {
      gate.admit(datagram, length, source, ticker.nanos())
          .ifPresent(
              beacon ->
                  listener.heard(
                      beacon,
                      new HostPort(IpText.v4(source.getAddress()), beacon.listenPort()),
                      () -> answers.offer(source)));
    }
  }

  private ByteBuffer beacon() {
    return ByteBuffer.wrap(LanBeaconCodec.encode(own.get()));
  }
}
