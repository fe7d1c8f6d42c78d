package dev.mossspore.abuse;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;

/** Something hostile that is done to a node, from loopback addresses only. */
interface Attack {
  /**
   * Does it.
   *
   * @return how many datagrams or connections it was
   */
  long run(InetSocketAddress victim, Duration length) throws IOException;

  /** How many of them the victim has counted as refused, given how its counters grew. */
  long refused(Map<String, Long> counted);

  /** The sum of the named counters. */
  static long sum(Map<String, Long> counted, String... names) {
    long sum = 0;
    for (String name : names) {
      sum += counted.getOrDefault(name, 0L);
    }
    return sum;
  }
}
