package dev.mossspore.discovery.tracker;

import dev.mossspore.discovery.AddressRank;
import dev.mossspore.discovery.tracker.TrackerAnswer.Peers;
import dev.mossspore.discovery.tracker.TrackerAnswer.Refused;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Asks trackers over real sockets. Confined to its event loop; what it is given back by {@link
 * NameLookup} comes back there.
 */
final class TrackerSockets implements TrackerClient, AutoCloseable {
  private static final int MAX_REDIRECTS = 3;
  private static final int UDP_PORT = 80;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final EventLoop loop;
  private final RandomGenerator random;
  private final Plausible plausible;
  private final NameLookup names = new NameLookup();

  /** Made when first needed: the system's certificates take some megabytes. */
  private @Nullable SslContext tls;

  TrackerSockets(EventLoop loop, RandomGenerator random, TrackerCounters counters) {
    this.loop = loop;
    this.random = random;
    this.plausible = new Plausible(counters);
  }

  @Override
  public CompletableFuture<TrackerAnswer> announce(URI tracker, AnnounceRequest request) {
    CompletableFuture<TrackerAnswer> answer = new CompletableFuture<>();
    String host = tracker.getHost();
    if (host == null) {
      answer.complete(new Refused("its URL has no host"));
      return answer;
    }
    switch (tracker.getScheme().toLowerCase(Locale.ROOT)) {
      case "udp" -> udp(tracker, request, answer);
      case "http", "https" -> http(HttpQuestion.of(tracker, request), null, 0, answer);
      default -> answer.complete(new Refused("unknown scheme " + tracker.getScheme()));
    }
    return answer;
  }

  @Override
  public void close() {
    names.close();
  }

  /** What went wrong, in few words. */
  static Refused refused(Throwable cause) {
    Throwable inner = cause.getCause();
    Throwable reason = cause instanceof CompletionException && inner != null ? inner : cause;
    String message = reason.getMessage();
    return new Refused(message == null ? reason.getClass().getSimpleName() : message);
  }

  /** The host of a URL without the brackets of an IPv6 address. */
  static String bare(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private void udp(URI tracker, AnnounceRequest request, CompletableFuture<TrackerAnswer> answer) {
    int port = tracker.getPort() >= 0 ? tracker.getPort() : UDP_PORT;
    whenFound(
        bare(tracker.getHost()),
        answer,
        address -> {
          CompletableFuture<TrackerAnswer> raw = new CompletableFuture<>();
          raw.thenAccept(given -> answer.complete(checked(given, address)));
          answer.whenComplete((given, cancelled) -> raw.cancel(false));
          UdpTracker.ask(
              loop, new InetSocketAddress(address, port), new UdpAnnounce(request, random), raw);
        });
  }

  /**
   * @param origin where the tracker itself is, or null while this is the first question
   */
  private void http(
      HttpQuestion question,
      @Nullable InetAddress origin,
      int redirects,
      CompletableFuture<TrackerAnswer> answer) {
    whenFound(
        question.host(),
        answer,
        address -> {
          InetAddress from = origin == null ? address : origin;
          AddressRank rank = AddressRank.of(address);
          if (origin != null && !Plausible.reachable(rank, address.isLoopbackAddress(), origin)) {
            answer.complete(new Refused("redirected into a network of its own"));
            return;
          }
          Consumer<FullHttpResponse> response =
              message -> responded(question, message, from, redirects, answer);
          try {
            HttpTracker.ask(
                loop,
                new InetSocketAddress(address, question.port()),
                question,
                question.tls() ? tls() : null,
                response,
                answer);
          } catch (SSLException e) {
            answer.complete(refused(e));
          }
        });
  }

  private void responded(
      HttpQuestion question,
      FullHttpResponse message,
      InetAddress origin,
      int redirects,
      CompletableFuture<TrackerAnswer> answer) {
    if (!REDIRECTS.contains(message.status().code())) {
      answer.complete(checked(HttpAnnounce.read(message.content().nioBuffer()), origin));
    } else if (redirects == MAX_REDIRECTS) {
      answer.complete(new Refused("redirected too often"));
    } else {
      question
          .redirected(message.headers().get(HttpHeaderNames.LOCATION))
          .ifPresentOrElse(
              next -> http(next, origin, redirects + 1, answer),
              () -> answer.complete(new Refused("redirected to nowhere")));
    }
  }

  private TrackerAnswer checked(TrackerAnswer given, InetAddress tracker) {
    return given instanceof Peers peers
        ? new Peers(plausible.among(peers.addresses(), tracker))
        : given;
  }

  private void whenFound(
      String host, CompletableFuture<TrackerAnswer> answer, Consumer<InetAddress> then) {
    var _ =
        names
            .find(host)
            .whenCompleteAsync(
                (address, failure) -> {
                  if (answer.isDone()) {
                    return;
                  }
                  if (failure == null) {
                    then.accept(address);
                  } else {
                    answer.complete(refused(failure));
                  }
                },
                loop);
  }

  private SslContext tls() throws SSLException {
    SslContext context = tls;
    if (context == null) {
      context = SslContextBuilder.forClient().build();
      tls = context;
    }
    return context;
  }
}
