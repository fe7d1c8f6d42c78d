package dev.mossspore.monitor;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** A finished answer: status, headers, body (07 section 8.1). */
record Answer(HttpResponseStatus status, HttpHeaders headers, String body) {
  private static final JsonFactory JSON = new JsonFactory();

  /** Writes one JSON object. */
  @FunctionalInterface
  interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  static Answer json(HttpResponseStatus status, Body body) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      body.write(json);
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    HttpHeaders headers =
        new DefaultHttpHeaders()
            .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
            .set(HttpHeaderNames.CACHE_CONTROL, "no-store");
    return new Answer(status, headers, text.toString());
  }

  /** {@code {"error":"..."}}. */
  static Answer error(HttpResponseStatus status, String text) {
    return json(
        status,
        json -> {
          json.writeStartObject();
          json.writeStringField("error", text);
          json.writeEndObject();
        });
  }

  static Answer text(String contentType, String body) {
    return text(HttpResponseStatus.OK, contentType, body);
  }

  static Answer notFound() {
    return text(HttpResponseStatus.NOT_FOUND, "text/plain; charset=utf-8", "404 page not found\n");
  }

  private static Answer text(HttpResponseStatus status, String contentType, String body) {
    HttpHeaders headers =
        new DefaultHttpHeaders()
            .set(HttpHeaderNames.CONTENT_TYPE, contentType)
            .set("X-Content-Type-Options", "nosniff");
    return new Answer(status, headers, body);
  }

  static Answer methodNotAllowed() {
    Answer answer = error(HttpResponseStatus.METHOD_NOT_ALLOWED, "method not allowed");
    answer.headers().set(HttpHeaderNames.ALLOW, "GET, HEAD");
    return answer;
  }

  /** The response with the body's length, but without the body where it answers HEAD. */
  FullHttpResponse response(boolean head) {
    byte[] bytes = body.getBytes(UTF_8);
    var content = head ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(bytes);
    var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, content);
    response.headers().set(headers).set(HttpHeaderNames.CONTENT_LENGTH, bytes.length);
    return response;
  }
}
