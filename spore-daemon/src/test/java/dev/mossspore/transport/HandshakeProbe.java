package dev.mossspore.transport;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mossspore.crypto.Handshake;
import dev.mossspore.crypto.SessionKeys;
import dev.mossspore.crypto.VectorParties;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One side of a handshake on an embedded channel, with the keys of a vector and every write
 * recorded.
 */
final class HandshakeProbe implements TcpHandshakeHandler.Outcome {
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private int taken;
  private @Nullable SessionKeys keys;

  private HandshakeProbe() {}

  static HandshakeProbe responder(JsonNode inputs, JsonNode self) {
    HandshakeProbe probe = new HandshakeProbe();
    probe.channel.pipeline().addLast(TcpHandshakeHandler.responder(context(inputs, self), probe));
    return probe;
  }

  static HandshakeProbe initiator(JsonNode inputs, JsonNode self, byte[] remoteStatic) {
    HandshakeProbe probe = new HandshakeProbe();
    HandshakeContext context = context(inputs, self);
    Handshake handshake = context.initiator(remoteStatic);
    probe.channel.pipeline().addLast(TcpHandshakeHandler.initiator(context, handshake, probe));
    probe.channel.runPendingTasks();
    return probe;
  }

  void receive(byte[] bytes) {
    if (channel.isOpen()) {
      channel.writeInbound(Unpooled.wrappedBuffer(bytes));
    }
  }

  void endOfStream() {
    if (keys == null) {
      channel.finish();
    }
  }

  boolean open() {
    return channel.isOpen();
  }

  byte[] written() {
    for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
      byte[] bytes = new byte[out.readableBytes()];
      out.readBytes(bytes).release();
      written.writeBytes(bytes);
    }
    return written.toByteArray();
  }

  /** What was written since the last call. */
  byte[] takeNew() {
    byte[] all = written();
    byte[] fresh = Arrays.copyOfRange(all, taken, all.length);
    taken = all.length;
    return fresh;
  }

  /** The session's keys, or null while there is no session. */
  @Nullable SessionKeys keys() {
    return keys;
  }

  @Override
  public void completed(ChannelHandlerContext context, Handshake handshake) {
    keys = handshake.keys();
  }

  @Override
  public void failed() {}

  private static HandshakeContext context(JsonNode inputs, JsonNode self) {
    return new HandshakeContext(
        VectorParties.credentials(inputs, self),
        () -> VectorParties.ephemeral(self),
        Runnable::run,
        Runnable::run,
        new TransportCounters(),
        Duration.ofSeconds(5));
  }
}
