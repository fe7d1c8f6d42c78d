package dev.mossspore.transport;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Room for the half-read long frames of all links together: one link may have a frame of 1 MiB
 * under way, two hundred may not. When there is no room, the frame that has been under way longest
 * loses its link, so those who stop in the middle keep nobody out. Frames are collected on the
 * heap, which gives back what pooled direct memory would keep. Thread-safe but for the shares,
 * which are their links' own.
 */
final class FrameBudget {
  /** Frames of up to so many bytes are not asked for. */
  static final int FREE = 16 << 10;

  private final int limit;

  /** Oldest first. */
  private final LinkedHashSet<Share> shares = new LinkedHashSet<>();

  private int held;

  /** One frame, as far as it has arrived, with room for its length before it. */
  static final class Share {
    private final byte[] frame;
    private final Runnable stalled;
    private int filled;

    private Share(int length, Runnable stalled) {
      this.frame = new byte[Integer.BYTES + length];
      this.filled = Integer.BYTES;
      this.stalled = stalled;
    }

    /** Takes what has arrived, up to the frame's end; returns whether that is reached. */
    boolean fill(ByteBuf in) {
      int count = Math.min(in.readableBytes(), frame.length - filled);
      in.readBytes(frame, filled, count);
      filled += count;
      return filled == frame.length;
    }

    byte[] frame() {
      return frame;
    }

    private int length() {
      return frame.length - Integer.BYTES;
    }
  }

  /**
   * @param limit in bytes; the longest frame fits
   */
  FrameBudget(int limit) {
    this.limit = limit;
  }

  /**
   * A frame of so many bytes has begun to arrive; it has to end by {@link #end}.
   *
   * @param stalled closes the link, if its frame has to make room
   */
  Share begin(int length, Runnable stalled) {
    List<Share> evicted = new ArrayList<>();
    Share share;
    synchronized (this) {
      while (held + length > limit && !shares.isEmpty()) {
        Share oldest = shares.removeFirst();
        held -= oldest.length();
        evicted.add(oldest);
      }
      share = new Share(length, stalled);
      shares.add(share);
      held += share.length();
    }
    evicted.forEach(oldest -> oldest.stalled.run());
    return share;
  }

  /** The frame is complete, or will never be. */
  synchronized void end(Share share) {
    if (shares.remove(share)) {
      held -= share.length();
    }
  }

  synchronized int held() {
    return held;
  }
}
