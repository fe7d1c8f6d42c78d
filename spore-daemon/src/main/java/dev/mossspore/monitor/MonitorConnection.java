package dev.mossspore.monitor;

import dev.mossspore.base.Log;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection. Asks for one request at a time and for the next only when the answer is
 * out, so a client that sends many and reads none costs one answer's memory.
 */
final class MonitorConnection extends SimpleChannelInboundHandler<HttpObject> {
  private static final Log LOG = Log.of("monitor");

  private final Endpoints endpoints;
  private final Deadline deadline;
  private @Nullable HttpRequest request;
  private long bodyBytes;
  private boolean wanting;
  private boolean last;
  private boolean finished;

  MonitorConnection(Endpoints endpoints, Deadline deadline) {
    this.endpoints = endpoints;
    this.deadline = deadline;
  }

  /** Closes the connection, after the answer if a request is under way. */
  void finish(ChannelHandlerContext ctx) {
    last = true;
    if (deadline.atRest()) {
      var _ = ctx.close();
    }
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    want(ctx);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, HttpObject part) {
    wanting = false;
    if (finished) {
      return;
    }
    if (part.decoderResult().isFailure()) {
      refuse(ctx, malformed(part.decoderResult().cause()));
      return;
    }
    switch (part) {
      case HttpRequest head -> begin(ctx, head);
      case HttpContent content -> body(ctx, content);
      default -> throw new IllegalStateException("not a part of a request: " + part);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    // A read also ends when bytes came that do not complete a part yet.
    if (wanting) {
      ctx.read();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    LOG.debug("connection failed", "error", cause.toString());
    var _ = ctx.close();
  }

  private void want(ChannelHandlerContext ctx) {
    wanting = true;
    ctx.read();
  }

  private void begin(ChannelHandlerContext ctx, HttpRequest next) {
    boolean oneHost = next.headers().getAll(HttpHeaderNames.HOST).size() == 1;
    boolean old = next.protocolVersion().equals(HttpVersion.HTTP_1_0);
    if (!old && !(next.protocolVersion().equals(HttpVersion.HTTP_1_1) && oneHost)) {
      refuse(ctx, Answer.error(HttpResponseStatus.BAD_REQUEST, "bad request"));
      return;
    }
    request = next;
    bodyBytes = 0;
    if (HttpUtil.is100ContinueExpected(next)) {
      // The final answer takes the place of the permission, and the body never comes.
      last = true;
      answer(ctx, next);
    } else {
      want(ctx);
    }
  }

  private void body(ChannelHandlerContext ctx, HttpContent content) {
    bodyBytes += content.content().readableBytes();
    if (bodyBytes > MonitorLimits.MAX_BODY) {
      refuse(ctx, Answer.error(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE, "body too large"));
    } else if (content instanceof LastHttpContent && request != null) {
      answer(ctx, request);
    } else {
      want(ctx);
    }
  }

  private void answer(ChannelHandlerContext ctx, HttpRequest next) {
    boolean keepAlive = HttpUtil.isKeepAlive(next) && !last;
    Answer answer;
    try {
      answer = endpoints.answer(next.method(), next.uri(), local(ctx));
    } catch (RuntimeException e) {
      LOG.error("no answer", "error", e);
      answer = Answer.error(HttpResponseStatus.INTERNAL_SERVER_ERROR, "internal error");
    }
    FullHttpResponse response = answer.response(next.method().equals(HttpMethod.HEAD));
    HttpUtil.setKeepAlive(response.headers(), next.protocolVersion(), keepAlive);
    send(ctx, response, keepAlive);
  }

  private void refuse(ChannelHandlerContext ctx, Answer answer) {
    FullHttpResponse response = answer.response(false);
    HttpUtil.setKeepAlive(response, false);
    send(ctx, response, false);
  }

  private void send(ChannelHandlerContext ctx, FullHttpResponse response, boolean keepAlive) {
    request = null;
    finished = !keepAlive;
    deadline.answering(ctx);
    ChannelFuture written = ctx.writeAndFlush(response);
    written.addListener(
        done -> {
          if (!done.isSuccess() || !keepAlive || last) {
            var _ = ctx.close();
            return;
          }
          deadline.answered(ctx);
          want(ctx);
        });
  }

  private static boolean local(ChannelHandlerContext ctx) {
    return ctx.channel().remoteAddress() instanceof InetSocketAddress caller
        && caller.getAddress().isLoopbackAddress();
  }

  private static Answer malformed(Throwable cause) {
    return switch (cause) {
      case TooLongHttpHeaderException _ ->
          Answer.error(
              HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "request headers too large");
      case TooLongHttpLineException _ ->
          Answer.error(HttpResponseStatus.REQUEST_URI_TOO_LONG, "request line too long");
      default -> Answer.error(HttpResponseStatus.BAD_REQUEST, "bad request");
    };
  }
}
