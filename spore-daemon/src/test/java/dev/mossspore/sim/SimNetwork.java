package dev.mossspore.sim;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;

/**
 * Carries datagrams between endpoints, late, twice, out of order or not at all, as its seed has it.
 */
public final class SimNetwork {
  private final VirtualTime time;
  private final RandomGenerator random;
  private final Weather weather;
  private final Map<InetSocketAddress, BiConsumer<InetSocketAddress, byte[]>> endpoints =
      new HashMap<>();

  /**
   * How the network behaves, the same everywhere.
   *
   * @param delay one way, in nanoseconds
   * @param jitter up to this much more, in nanoseconds; it reorders
   * @param loss share of datagrams lost, 0 to 1
   * @param duplication share of datagrams that arrive twice, 0 to 1
   */
  public record Weather(long delay, long jitter, double loss, double duplication) {}

  public SimNetwork(VirtualTime time, RandomGenerator random, Weather weather) {
    this.time = time;
    this.random = random;
    this.weather = weather;
  }

  /** Gives an endpoint a receiver, which is called with the source and the datagram. */
  public void attach(InetSocketAddress endpoint, BiConsumer<InetSocketAddress, byte[]> receiver) {
    endpoints.put(endpoint, receiver);
  }

  public void send(InetSocketAddress from, InetSocketAddress to, byte[] datagram) {
    int copies = random.nextDouble() < weather.duplication() ? 2 : 1;
    for (int i = 0; i < copies; i++) {
      if (random.nextDouble() >= weather.loss()) {
        long jitter = weather.jitter() == 0 ? 0 : random.nextLong(weather.jitter());
        byte[] copy = datagram.clone();
        time.after(weather.delay() + jitter, () -> deliver(from, to, copy));
      }
    }
  }

  private void deliver(InetSocketAddress from, InetSocketAddress to, byte[] datagram) {
    BiConsumer<InetSocketAddress, byte[]> receiver = endpoints.get(to);
    if (receiver != null) {
      receiver.accept(from, datagram);
    }
  }
}
