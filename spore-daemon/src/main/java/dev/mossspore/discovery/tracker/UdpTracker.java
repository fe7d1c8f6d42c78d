package dev.mossspore.discovery.tracker;

import dev.mossspore.discovery.tracker.TrackerAnswer.Refused;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The socket of one announce over UDP, connected, so that only the tracker is heard. */
final class UdpTracker extends SimpleChannelInboundHandler<DatagramPacket> {
  private final UdpAnnounce announce;
  private final CompletableFuture<TrackerAnswer> answer;
  private final InetSocketAddress tracker;

  /** Which request was sent last; a silence after an earlier one means nothing. */
  private int sent;

  private UdpTracker(
      UdpAnnounce announce, CompletableFuture<TrackerAnswer> answer, InetSocketAddress tracker) {
    this.announce = announce;
    this.answer = answer;
    this.tracker = tracker;
  }

  /** Opens the socket; it is closed when the answer completes. */
  static void ask(
      EventLoop loop,
      InetSocketAddress tracker,
      UdpAnnounce announce,
      CompletableFuture<TrackerAnswer> answer) {
    Channel channel =
        new Bootstrap()
            .group(loop)
            .channel(NioDatagramChannel.class)
            .option(
                ChannelOption.RECVBUF_ALLOCATOR,
                new FixedRecvByteBufAllocator(UdpAnnounce.MAX_ANSWER))
            .handler(new UdpTracker(announce, answer, tracker))
            .connect(tracker)
            .addListener(
                connected -> {
                  if (!connected.isSuccess()) {
                    answer.complete(TrackerSockets.refused(connected.cause()));
                  }
                })
            .channel();
    answer.whenComplete((given, cancelled) -> channel.close());
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    send(context);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, DatagramPacket datagram) {
    if (!answer.isDone()) {
      announce
          .received(datagram.content().nioBuffer())
          .ifPresentOrElse(answer::complete, () -> send(context));
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    answer.complete(TrackerSockets.refused(cause));
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    answer.complete(new Refused("the socket was closed"));
  }

  private void send(ChannelHandlerContext context) {
    if (answer.isDone()) {
      return;
    }
    byte[] request = announce.next();
    int current = ++sent;
    context
        .writeAndFlush(new DatagramPacket(Unpooled.wrappedBuffer(request), tracker))
        .addListener(
            written -> {
              if (!written.isSuccess()) {
                answer.complete(TrackerSockets.refused(written.cause()));
              }
            });
    var _ =
        context
            .executor()
            .schedule(
                () -> {
                  if (current == sent) {
                    send(context);
                  }
                },
                announce.patience().toNanos(),
                TimeUnit.NANOSECONDS);
  }
}
