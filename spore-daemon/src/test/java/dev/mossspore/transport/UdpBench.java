package dev.mossspore.transport;

import dev.mossspore.base.EnumCounters;
import dev.mossspore.base.HostPort;
import dev.mossspore.crypto.Credentials;
import dev.mossspore.crypto.Identity;
import dev.mossspore.crypto.X25519KeyPair;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The UDP machine on a bench: its clock, loop, workers and network are in the test's hand, and it
 * writes down what comes out. Links are opened as soon as they are reported.
 */
final class UdpBench {
  private final UdpTimers timers = new UdpTimers();
  private final EnumCounters<DatagramDrop> drops = new EnumCounters<>(DatagramDrop.class);
  private final TransportCounters counters = new TransportCounters();
  private final Deque<Runnable> loop = new ArrayDeque<>();
  private final Deque<Runnable> jobs = new ArrayDeque<>();
  private final List<Sent> sent = new ArrayList<>();
  private final List<Link> links = new ArrayList<>();
  private final List<String> packets = new ArrayList<>();
  private final List<CloseReason> closings = new ArrayList<>();
  private final List<String> story = new ArrayList<>();
  private final Credentials credentials;
  private final ObfuscationCodec codec;
  private final UdpEndpoint endpoint;
  private Executor workers = Runnable::run;
  private boolean padData;
  private boolean ready = true;
  private long now;

  /**
   * A datagram that was handed to the network.
   *
   * @param at reading of the clock
   * @param kind its kind byte
   * @param payload what was sealed
   */
  record Sent(Duration at, InetSocketAddress to, byte[] datagram, int kind, byte[] payload) {}

  /** A node of the public network; all it draws follows from the seed. */
  static UdpBench ofSeed(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    return new UdpBench(
        Credentials.of(ScriptedPeer.identity(random), "moss/1"),
        () -> ScriptedPeer.keyPair(random),
        new ObfuscationCodec(ScriptedPeer.KEY, random),
        false,
        random);
  }

  UdpBench(
      Credentials credentials,
      Supplier<X25519KeyPair> ephemerals,
      ObfuscationCodec codec,
      boolean padData,
      RandomGenerator random) {
    this.credentials = credentials;
    this.codec = codec;
    this.padData = padData;
    HandshakeContext handshakes =
        new HandshakeContext(
            credentials,
            ephemerals,
            job -> workers.execute(job),
            job -> workers.execute(job),
            counters,
            Duration.ofSeconds(5));
    this.endpoint =
        new UdpEndpoint(
            new UdpContext(
                handshakes,
                codec,
                () -> this.padData,
                new UdpOutput() {
                  @Override
                  public void transmit(InetSocketAddress to, byte[] datagram) {
                    transmitted(to, datagram);
                  }

                  @Override
                  public boolean ready() {
                    return ready;
                  }
                },
                loop::add,
                () -> now,
                timers,
                drops,
                this::established),
            random);
  }

  Identity identity() {
    return credentials.identity();
  }

  CompletableFuture<Link> dial(InetSocketAddress target, byte @Nullable [] remoteStatic) {
    CompletableFuture<Link> result = new CompletableFuture<>();
    run(() -> endpoint.dial(target, remoteStatic, result));
    return result;
  }

  CompletableFuture<HostPort> observe(InetSocketAddress remote) {
    CompletableFuture<HostPort> result = new CompletableFuture<>();
    run(() -> endpoint.observe(remote, result));
    return result;
  }

  /** Whether sessions that begin from now on pad their data. */
  void padData(boolean pad) {
    padData = pad;
  }

  /** Whether the network takes datagrams. */
  void ready(boolean value) {
    ready = value;
    if (value) {
      run(endpoint::writable);
    }
  }

  /** Passes bulk on over the last link reported. */
  Forwarding forward(String packet) {
    Forwarding result =
        links.getLast().forward(ByteBuffer.wrap(packet.getBytes(StandardCharsets.UTF_8)));
    drain();
    return result;
  }

  /** Takes a datagram from the network; the bytes stay as they are. */
  void receive(InetSocketAddress from, byte[] datagram) {
    run(() -> endpoint.datagram(from, datagram.clone()));
  }

  void close() {
    run(endpoint::close);
  }

  /** Moves the clock, with all that happens on the way. */
  void advance(Duration span) {
    long end = now + span.toNanos();
    while (timers.next() <= end) {
      now = timers.next();
      run(() -> timers.run(now));
    }
    now = end;
  }

  /** From now on jobs wait at the workers until {@link #work}. */
  void holdWorkers() {
    workers = jobs::add;
  }

  /** From now on the workers' queue is full. */
  void fillWorkers() {
    workers =
        job -> {
          throw new RejectedExecutionException();
        };
  }

  /** Does what waits at the workers; from now on nothing waits. */
  void work() {
    workers = Runnable::run;
    run(() -> jobs.forEach(Runnable::run));
    jobs.clear();
  }

  /** What was transmitted since the last call. */
  List<Sent> take() {
    List<Sent> taken = List.copyOf(sent);
    sent.clear();
    return taken;
  }

  /** What the next {@link #take} returns. */
  List<Sent> waiting() {
    return List.copyOf(sent);
  }

  /** The one datagram transmitted since the last call. */
  Sent takeOne() {
    List<Sent> taken = take();
    if (taken.size() != 1) {
      throw new AssertionError("one datagram was to be sent, not " + taken.size());
    }
    return taken.getFirst();
  }

  /** The links reported so far. */
  List<Link> links() {
    return links;
  }

  /** What links delivered, as text. */
  List<String> packets() {
    return packets;
  }

  /** How links ended. */
  List<CloseReason> closings() {
    return closings;
  }

  /** What became of links, in order: {@code opened}, or why one ended. */
  List<String> story() {
    return story;
  }

  long drops(DatagramDrop reason) {
    return drops.get(reason);
  }

  TransportCounters counters() {
    return counters;
  }

  /** Sends on the last link reported. */
  boolean send(String packet) {
    return send(packet.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends on the last link reported. */
  boolean send(byte[] packet) {
    boolean accepted = links.getLast().send(packet);
    drain();
    return accepted;
  }

  private void established(Link link) {
    links.add(link);
    story.add("opened");
    link.open(
        new PacketReceiver() {
          @Override
          public void packet(ByteBuffer packet) {
            packets.add(StandardCharsets.UTF_8.decode(packet).toString());
          }

          @Override
          public void closed(CloseReason reason) {
            closings.add(reason);
            story.add(reason.name());
          }
        });
  }

  private void transmitted(InetSocketAddress to, byte[] datagram) {
    var opened = Objects.requireNonNull(codec.open(datagram.clone(), 0, datagram.length));
    byte[] payload = new byte[opened.payload().remaining()];
    opened.payload().get(payload);
    sent.add(new Sent(Duration.ofNanos(now), to, datagram, opened.kind(), payload));
  }

  private void run(Runnable input) {
    input.run();
    drain();
  }

  private void drain() {
    for (Runnable task = loop.poll(); task != null; task = loop.poll()) {
      task.run();
    }
  }
}
