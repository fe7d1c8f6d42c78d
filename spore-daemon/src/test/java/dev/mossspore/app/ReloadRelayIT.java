package dev.mossspore.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.testing.RelayPair;
import dev.mossspore.testkit.Await;
import dev.mossspore.transport.Carrier;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each key of relaying, changed while the real launcher carries a session. */
@Tag("system")
class ReloadRelayIT {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /** More than a test takes. */
  private static final Duration STEPS = Duration.ofMinutes(3);

  @TempDir Path directory;
  private ReloadedSpore spore;
  private RelayPair pair;

  @BeforeEach
  void start() throws Exception {
    spore = new ReloadedSpore(directory);
    pair = RelayPair.connect(spore.address(), Carrier.TCP).open("first");
  }

  @AfterEach
  void end() {
    pair.close();
    spore.close();
  }

  @Test
  void enabled() {
    reload("relay.enabled", "false");
    assertTrue(blocked("relay.enabled=false"));
    pair.request("second");
    awaitRefused("disabled");
    deliver(1000);
    reload("relay.enabled", "true");
    pair.open("second");
    assertEquals(2, spore.metric("relay_sessions"));
  }

  @Test
  void maxSessions() {
    reload("relay.max_sessions", "1");
    assertEquals(1, spore.metric("relay_sessions_limit"));
    pair.request("second");
    awaitRefused("no_slot");
    deliver(1000);
    reload("relay.max_sessions", "2");
    pair.open("second");
  }

  @Test
  void sessionTtl() {
    reload("relay.session_ttl_sec", "10");
    Await.until("it has idled", LIMIT, () -> spore.metric("relay_sessions_expired_total") == 1);
    assertEquals(0, spore.metric("relay_sessions"));
  }

  @Test
  void minUptime() {
    assertTrue(spore.process().text("/info").contains("/60 s"));
    reload("relay.min_uptime_sec", "86400");
    Await.until("it is named", LIMIT, () -> spore.process().text("/info").contains("/86400 s"));
    reload("relay.min_uptime_sec", "1");
    Await.until("it is reached", LIMIT, () -> !spore.process().text("/info").contains("uptime "));
  }

  @Test
  void maxBandwidth() {
    reload("relay.max_bandwidth_kbps", "1");
    awaitDropped(reason("node_cap") + reason("fair_share"), "node_cap", "fair_share");
    reload("relay.max_bandwidth_kbps", "1024");
    awaitLargePacket();
  }

  @Test
  void perPeer() {
    reload("relay.per_peer_kbps", "1");
    awaitDropped(0, "peer_limit");
    reload("relay.per_peer_kbps", "0");
    awaitLargePacket();
  }

  @Test
  void quota() {
    awaitDayThatLasts();
    reload("relay.quota_period", "\"day\"");
    reload("relay.quota_gib", "0.00001");
    pair.send(20_000);
    Await.until("it is used up", LIMIT, () -> blocked("quota used"));
    String tomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(1) + "T00:00:00Z";
    Await.until(
        () -> "the period ends tomorrow: " + spore.process().out(),
        LIMIT,
        () ->
            spore
                .process()
                .out()
                .lines()
                .anyMatch(
                    line -> line.contains("\"RelayQuotaReached\"") && line.contains(tomorrow)));
    pair.request("second");
    awaitRefused("quota_used");
    awaitDropped(0, "quota_used");
    reload("relay.quota_gib", "0");
    Await.until("there is none", LIMIT, () -> !blocked("quota used"));
    deliver(1000);
  }

  /** The end of a day gives the quota anew, which is not to happen while it is looked at. */
  private static void awaitDayThatLasts() {
    Await.until(
        "the day has begun",
        STEPS.multipliedBy(2),
        () -> LocalTime.now(ZoneOffset.UTC).isBefore(LocalTime.MAX.minus(STEPS)));
  }

  private void reload(String key, String value) {
    spore.config().with(key, value);
    String said = spore.reload();
    assertTrue(said.contains("applied=" + key + " "), said);
  }

  private void deliver(int bytes) {
    int before = pair.delivered();
    pair.send(bytes);
    Await.until("it arrives", LIMIT, () -> pair.delivered() == before + 1);
    assertEquals(0, pair.flaws());
  }

  /** Sends packets larger than a second's worth of the former limit until one arrives. */
  private void awaitLargePacket() {
    long before = pair.deliveredBytes();
    Await.until(
        "a large packet arrives",
        LIMIT,
        () -> {
          pair.send(20_000);
          return pair.deliveredBytes() >= before + 20_000;
        });
  }

  /** Sends until something is dropped for one of the reasons. */
  private void awaitDropped(long before, String... reasons) {
    Await.until(
        "something is dropped",
        LIMIT,
        () -> {
          pair.send(1000);
          long dropped = 0;
          for (String reason : reasons) {
            dropped += reason(reason);
          }
          return dropped > before;
        });
  }

  private void awaitRefused(String reason) {
    String name = "relay_sessions_refused_total{reason=\"%s\"}".formatted(reason);
    Await.until("it is refused", LIMIT, () -> spore.metric(name) == 1);
  }

  private long reason(String reason) {
    return spore.metric("relay_dropped_bytes_total{reason=\"%s\"}".formatted(reason));
  }

  private boolean blocked(String word) {
    return spore.process().json("/info").at("/promotion/blocked_by").toString().contains(word);
  }
}
