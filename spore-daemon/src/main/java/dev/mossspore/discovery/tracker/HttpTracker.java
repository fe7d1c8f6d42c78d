package dev.mossspore.discovery.tracker;

import dev.mossspore.discovery.tracker.TrackerAnswer.Refused;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The connection of one request over HTTP. The answer is bounded in all its parts before it is
 * read; its time is bounded by whoever waits for it. No compression is offered, so nothing swells.
 */
final class HttpTracker extends SimpleChannelInboundHandler<FullHttpResponse> {
  /** Bytes of a body, some ten thousand addresses. */
  static final int MAX_BODY = 65_536;

  private static final int MAX_LINE = 4096;
  private static final int MAX_HEADERS = 8192;

  private final HttpQuestion question;
  private final Consumer<FullHttpResponse> response;
  private final CompletableFuture<TrackerAnswer> answer;
  private boolean responded;

  private HttpTracker(
      HttpQuestion question,
      Consumer<FullHttpResponse> response,
      CompletableFuture<TrackerAnswer> answer) {
    this.question = question;
    this.response = response;
    this.answer = answer;
  }

  /**
   * Opens the connection; it is closed when it has brought a response, and when the answer
   * completes.
   *
   * @param tls what to encrypt with, or null
   * @param response takes the response, which stays the caller's
   * @param answer completed where no response comes
   */
  static void ask(
      EventLoop loop,
      InetSocketAddress server,
      HttpQuestion question,
      @Nullable SslContext tls,
      Consumer<FullHttpResponse> response,
      CompletableFuture<TrackerAnswer> answer) {
    HttpTracker handler = new HttpTracker(question, response, answer);
    Channel channel =
        new Bootstrap()
            .group(loop)
            .channel(NioSocketChannel.class)
            .handler(handler.pipeline(tls))
            .connect(server)
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
    var request =
        new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, question.target());
    request
        .headers()
        .set(HttpHeaderNames.HOST, question.authority())
        .set(HttpHeaderNames.USER_AGENT, "mossspore")
        .set(HttpHeaderNames.CONNECTION, "close");
    context.writeAndFlush(request);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpResponse message) {
    if (responded) {
      return;
    }
    responded = true;
    context.close();
    if (message.decoderResult().isFailure()) {
      answer.complete(new Refused("not an HTTP answer"));
    } else {
      response.accept(message);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    ended(TrackerSockets.refused(cause));
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    ended(new Refused("the connection was closed"));
  }

  /** After a response the end of the connection is of no interest: there may be another one. */
  private void ended(Refused why) {
    if (!responded) {
      answer.complete(why);
    }
  }

  private ChannelInitializer<SocketChannel> pipeline(@Nullable SslContext tls) {
    Function<SocketChannel, SslHandler> encrypted =
        tls == null
            ? null
            : channel -> tls.newHandler(channel.alloc(), question.host(), question.port());
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(SocketChannel channel) {
        if (encrypted != null) {
          channel.pipeline().addLast(encrypted.apply(channel));
        }
        channel
            .pipeline()
            .addLast(new HttpClientCodec(MAX_LINE, MAX_HEADERS, MAX_BODY))
            .addLast(new HttpObjectAggregator(MAX_BODY, true))
            .addLast(HttpTracker.this);
      }
    };
  }
}
