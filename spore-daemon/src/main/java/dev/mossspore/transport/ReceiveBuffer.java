package dev.mossspore.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets a socket receive into one buffer again and again. It has room for many datagrams, and most
 * reads bring few; a new one for each read would have to be cleared as a whole. Whoever still holds
 * a part of it makes the next read take a new one. Confined to the socket's event loop.
 */
@SuppressWarnings("deprecation") // Netty itself still asks for the older kind of handle.
final class ReceiveBuffer implements RecvByteBufAllocator {
  private final FixedRecvByteBufAllocator sizes;
  private @Nullable ByteBuf buffer;

  /**
   * @param length in bytes
   */
  ReceiveBuffer(int length) {
    this.sizes = new FixedRecvByteBufAllocator(length);
  }

  @Override
  public Handle newHandle() {
    return new Reusing(sizes.newHandle());
  }

  /** Nothing is received any more. */
  void release() {
    if (buffer != null) {
      buffer.release();
      buffer = null;
    }
  }

  private final class Reusing extends DelegatingHandle implements ExtendedHandle {
    private Reusing(Handle handle) {
      super(handle);
    }

    @Override
    public ByteBuf allocate(ByteBufAllocator allocator) {
      ByteBuf last = buffer;
      if (last != null && last.refCnt() == 1) {
        return last.clear().retain();
      }
      release();
      ByteBuf next = super.allocate(allocator);
      buffer = next;
      return next.retain();
    }

    @Override
    public boolean continueReading(UncheckedBooleanSupplier maybeMoreData) {
      return ((ExtendedHandle) delegate()).continueReading(maybeMoreData);
    }
  }
}
