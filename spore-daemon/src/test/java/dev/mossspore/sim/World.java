package dev.mossspore.sim;

import dev.mossspore.base.HostPort;
import dev.mossspore.base.PeerId;
import dev.mossspore.crypto.Identity;
import dev.mossspore.crypto.X25519KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A mesh of nodes of ours that know two of them from the start; all follows from the seed. */
final class World {
  private static final int PORT = 41_030;

  private final VirtualTime time = new VirtualTime();
  private final Internet internet = new Internet(time);
  private final SplittableRandom random;
  private final List<SimSpore> spores = new ArrayList<>();

  World(long seed, int size, int maxPeers) {
    this.random = new SplittableRandom(seed);
    for (int i = 0; i < size; i++) {
      spores.add(
          new SimSpore(
              internet,
              random.split(),
              address(i),
              identity(random),
              maxPeers,
              others(address(i))));
    }
    spores.forEach(SimSpore::start);
  }

  Internet internet() {
    return internet;
  }

  SplittableRandom random() {
    return random;
  }

  List<SimSpore> spores() {
    return spores;
  }

  /**
   * Another node with an identity that may be in use already; it is none of the {@link #spores}.
   */
  SimSpore addClone(HostPort address, Identity identity, int maxPeers) {
    SimSpore clone =
        new SimSpore(internet, random.split(), address, identity, maxPeers, others(address));
    clone.start();
    return clone;
  }

  void run(Duration span) {
    time.run(span);
  }

  /** How many seconds pass until all who run hold each other; fails after the limit. */
  long secondsUntilWhole(Duration limit) {
    long seconds = 0;
    while (!whole()) {
      if (seconds >= limit.toSeconds()) {
        throw new AssertionError("after %s: %s".formatted(limit, missing()));
      }
      time.run(Duration.ofSeconds(1));
      seconds++;
    }
    return seconds;
  }

  /** Whether every running node holds every other. */
  boolean whole() {
    return missing().isEmpty();
  }

  /** The nodes that do not hold all others. */
  List<String> missing() {
    Set<PeerId> running =
        spores.stream()
            .filter(SimSpore::running)
            .map(spore -> spore.identity().peerId())
            .collect(Collectors.toSet());
    return spores.stream()
        .filter(SimSpore::running)
        .filter(spore -> spore.peersAmong(running) < running.size() - 1)
        .map(spore -> spore.address() + " has " + spore.peersAmong(running))
        .toList();
  }

  /** The most packets that one of the nodes has sent since the last call. */
  long takeMostSent() {
    return spores.stream().mapToLong(spore -> spore.traffic().takeSent()).max().orElseThrow();
  }

  long takeMostDials() {
    return spores.stream().mapToLong(spore -> spore.traffic().takeDials()).max().orElseThrow();
  }

  /** The two that everybody knows, but the node itself. */
  private static List<HostPort> others(HostPort address) {
    return Stream.of(address(0), address(1)).filter(entry -> !entry.equals(address)).toList();
  }

  /** Each host is alone on its public address. */
  static HostPort address(int host) {
    return new HostPort("45.10.%d.%d".formatted(host / 250, 1 + host % 250), PORT);
  }

  static Identity identity(RandomGenerator random) {
    byte[] seed = new byte[32];
    random.nextBytes(seed);
    byte[] noise = new byte[X25519KeyPair.LENGTH];
    random.nextBytes(noise);
    return Identity.of(seed, X25519KeyPair.ofPrivate(noise));
  }
}
