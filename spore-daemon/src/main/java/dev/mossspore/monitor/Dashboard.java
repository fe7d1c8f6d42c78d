package dev.mossspore.monitor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The page at {@code /} (07 section 8.7): one file without anything from elsewhere, which asks
 * {@code /api/summary} again and again. Its policy lets a browser run this script and style and no
 * others, and talk to this server alone.
 */
final class Dashboard {
  private static final String PAGE = load();
  private static final HttpHeaders HEADERS = headers();

  private Dashboard() {}

  static Answer answer() {
    return new Answer(HttpResponseStatus.OK, HEADERS, PAGE);
  }

  private static HttpHeaders headers() {
    String policy =
        "default-src 'none'; script-src '%s'; style-src '%s'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
            .formatted(hash("script"), hash("style"));
    return new DefaultHttpHeaders()
        .set(HttpHeaderNames.CONTENT_TYPE, "text/html; charset=utf-8")
        .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
        .set("X-Content-Type-Options", "nosniff")
        .set("X-Robots-Tag", "noindex")
        .set("Content-Security-Policy", policy);
  }

  private static String hash(String element) {
    int start = PAGE.indexOf("<" + element + ">") + element.length() + 2;
    String content = PAGE.substring(start, PAGE.indexOf("</" + element + ">"));
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String load() {
    try (InputStream in = Dashboard.class.getResourceAsStream("dashboard.html")) {
      if (in == null) {
        throw new IllegalStateException("the page is not in the jar");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
