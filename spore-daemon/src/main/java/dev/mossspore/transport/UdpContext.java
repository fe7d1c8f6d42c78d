package dev.mossspore.transport;

import dev.mossspore.base.EnumCounters;
import dev.mossspore.base.Ticker;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What the parts of the UDP machine share. All are confined to the UDP loop but the workers' tasks.
 *
 * @param handshakes credentials, workers, counters
 * @param codec seals and opens every datagram
 * @param padData whether sessions that begin now pad data like handshakes (chapter 02 section 3.3)
 * @param output where datagrams go
 * @param loop the UDP loop: runs tasks one after another, in order, never inside the call that
 *     hands them over
 * @param ticker the clock
 * @param timers what is to be done later
 * @param drops counts what led to nothing
 * @param listener told of every confirmed session
 */
record UdpContext(
    HandshakeContext handshakes,
    ObfuscationCodec codec,
    BooleanSupplier padData,
    UdpOutput output,
    Executor loop,
    Ticker ticker,
    UdpTimers timers,
    EnumCounters<DatagramDrop> drops,
    LinkListener listener) {
  private static final int UNFRAGMENTED = 1472;
  private static final int CODEC_OVERHEAD = 31;

  long now() {
    return ticker.nanos();
  }

  void after(long nanos, Runnable action) {
    timers.at(now() + nanos, action);
  }

  /** Counts a handshake that is over. */
  void ended(HandshakeResult result) {
    handshakes.counters().overUdp().increment(result);
  }

  /** Seals afresh, with random padding, and sends. */
  void transmit(InetSocketAddress to, DatagramKind kind, byte[] payload) {
    output.transmit(to, codec.seal(kind, payload, codec.randomPadding()));
  }

  /** Seals data afresh and sends it. */
  void transmitData(InetSocketAddress to, byte[] payload, boolean padded) {
    int padding = padded ? dataPadding(payload.length) : 0;
    output.transmit(to, codec.seal(DatagramKind.DATA, payload, padding));
  }

  /**
   * Runs cryptography on the workers and what it comes to on the loop.
   *
   * @param job returns the action for the loop
   * @return false if the workers are busy; then nothing will happen, and it is counted
   */
  boolean offload(Supplier<Runnable> job) {
    return offload(handshakes.workers(), job);
  }

  /** The same for the answer to a first message. */
  boolean offloadFirst(Supplier<Runnable> job) {
    return offload(handshakes.firstMessages(), job);
  }

  private boolean offload(Executor workers, Supplier<Runnable> job) {
    try {
      workers.execute(() -> loop.execute(job.get()));
      return true;
    } catch (RejectedExecutionException e) {
      drops.increment(DatagramDrop.WORKERS_BUSY);
      return false;
    }
  }

  /** Padding never makes a datagram that needs fragments of one that does not. */
  private int dataPadding(int length) {
    int room = UNFRAGMENTED - CODEC_OVERHEAD - length;
    return room > 0 ? Math.min(codec.randomPadding(), room) : 0;
  }
}
