package dev.mossspore.ctl.testing;

import com.google.protobuf.Duration;
import dev.mossspore.admin.v1.Build;
import dev.mossspore.admin.v1.ConfigState;
import dev.mossspore.admin.v1.NodeState;
import dev.mossspore.admin.v1.PeerCounts;
import dev.mossspore.admin.v1.Promotion;
import dev.mossspore.admin.v1.RelayTotals;
import dev.mossspore.admin.v1.Resources;

/** Answers of plausible daemons. */
public final class Samples {
  private Samples() {}

  /** A healthy relay, whose key ends in this number. */
  public static NodeState state(int number) {
    return NodeState.newBuilder()
        .setBuild(
            Build.newBuilder()
                .setVersion("0.1.0")
                .setCommit("a1b2c3d4e5f60718293a4b5c6d7e8f9012345678")
                .setRuntime("java25.0.1")
                .setOs("linux")
                .setArch("amd64"))
        .setPublicKey("%064x".formatted(number))
        .setIdentity("loaded")
        .setMeshId("global")
        .setUptime(Duration.newBuilder().setSeconds(93_784))
        .setHealth("ok")
        .setReady(true)
        .setListenPort(4001)
        .setAdvertisedAddress("203.0.113.%d:4001".formatted(number % 250))
        .setNatType("full_cone")
        .setPromotion(Promotion.newBuilder().setSupernode(true).setEligible(true))
        .setPeers(PeerCounts.newBuilder().setDirect(123).setKnown(900).setLimit(200))
        .setRelay(
            RelayTotals.newBuilder()
                .setEnabled(true)
                .setSessions(12)
                .setSessionsLimit(100)
                .setForwardedBytes(5_000_000_000L)
                .setBytesPerSecond(250_000)
                .setLimitBytesPerSecond(1_048_576))
        .setResources(Resources.newBuilder().setResidentBytes(140_000_000).setHeapBytes(50_000_000))
        .setConfig(ConfigState.newBuilder().setGeneration(3).setFile("/etc/mossspore/config.json"))
        .build();
  }
}
