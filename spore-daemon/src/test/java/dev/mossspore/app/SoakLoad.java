package dev.mossspore.app;

import dev.mossspore.testing.RelayPair;
import dev.mossspore.transport.Carrier;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * As a program: what a node on another host has to bear in a soak, {@code ADDRESS PORT SECONDS}. A
 * {@link SoakCrowd} of 200 and four relay sessions, two of them over UDP, with 400 KiB a second
 * together.
 */
final class SoakLoad {
  private static final int PEERS = 200;
  private static final int PAIRS = 4;
  private static final int PAYLOAD = 1024;
  private static final long PERIOD_MILLIS = 10;
  private static final long ANSWER_SECONDS = 6;

  /** What networks may lose of datagrams; nothing of a stream may be lost. */
  private static final double UDP_LOSS = 0.01;

  private SoakLoad() {}

  /**
   * Says {@code load: steady} when all are there, and the figures at the end.
   *
   * <p>Ends with 1 if a session was lost, a ping not answered, or relayed data lost or altered.
   */
  public static void main(String[] arguments) throws Exception {
    InetSocketAddress node = new InetSocketAddress(arguments[0], Integer.parseInt(arguments[1]));
    boolean good;
    try (SoakCrowd crowd = new SoakCrowd(node, PEERS)) {
      List<RelayPair> pairs = new ArrayList<>();
      for (int i = 0; i < PAIRS; i++) {
        Carrier carrier = i % 2 == 0 ? Carrier.TCP : Carrier.UDP;
        pairs.add(RelayPair.connect(node, carrier).open("soak" + i));
      }
      System.out.println("load: steady");
      relay(pairs, Long.parseLong(arguments[2]));
      // What was asked last may be answered for as long as a ping may take.
      TimeUnit.SECONDS.sleep(ANSWER_SECONDS);
      good = judge(crowd, pairs);
      pairs.forEach(RelayPair::close);
    }
    System.exit(good ? 0 : 1);
  }

  private static void relay(List<RelayPair> pairs, long seconds) throws Exception {
    try (ScheduledExecutorService sender = Executors.newSingleThreadScheduledExecutor()) {
      // Not at a fixed rate: what a busy machine made late would come as a burst.
      var sending =
          sender.scheduleWithFixedDelay(
              () -> pairs.forEach(pair -> pair.send(PAYLOAD)),
              0,
              PERIOD_MILLIS,
              TimeUnit.MILLISECONDS);
      sending.get(seconds, TimeUnit.SECONDS);
    } catch (TimeoutException timeIsOver) {
      // The sender has been closed.
    }
  }

  private static boolean judge(SoakCrowd crowd, List<RelayPair> pairs) {
    System.out.printf(
        "load: %d pings answered, %d not, %d of %d sessions lost, %d strangers came and went%n",
        crowd.answered(), crowd.missed(), crowd.lost(), PEERS, crowd.visits());
    boolean good = crowd.missed() == 0 && crowd.lost() == 0 && crowd.answered() > 0;
    for (int i = 0; i < PAIRS; i++) {
      RelayPair pair = pairs.get(i);
      boolean udp = i % 2 == 1;
      int lost = pair.sent() - pair.delivered();
      System.out.printf(
          "load: %s relayed %d packets, %.1f MB, lost %d, altered %d, p99 %d ms%n",
          udp ? "UDP" : "TCP",
          pair.delivered(),
          pair.deliveredBytes() / 1e6,
          lost,
          pair.flaws(),
          pair.p99Millis());
      good &= pair.flaws() == 0 && lost <= (udp ? pair.sent() * UDP_LOSS : 0) && pair.sent() > 0;
    }
    return good;
  }
}
