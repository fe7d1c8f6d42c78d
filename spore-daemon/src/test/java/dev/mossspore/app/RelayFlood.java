package dev.mossspore.app;

import dev.mossspore.testing.PingingPeer;
import dev.mossspore.wire.Blob;
import dev.mossspore.wire.Envelope;
import dev.mossspore.wire.EnvelopeType;

/** A way to abuse a relay, at a fixed rate. */
enum RelayFlood {
  /** Requests in the name of the victims' target. */
  FORGED_REQUESTS(4, 800),
  /** Data for the victims' session. */
  FOREIGN_DATA(4, 800),
  /** Data for sessions whose ids are guessed. */
  GUESSED_IDS(4, 800),
  /** Ever new sessions with the victims' target, all of one peer. */
  REQUESTS_OF_ONE(1, 800),
  /** Ever new sessions with the victims' target. */
  REQUESTS_OF_MANY(20, 800),
  /** Payloads of 400 KiB on a session of its own, to a peer that does not read. */
  OVERSIZE_TO_ONE_THAT_NEVER_READS(4, 40);

  static final String VICTIMS = "victims";

  private static final Blob SMALL = Blob.wrap(new byte[1000]);
  private static final Blob LARGE = Blob.wrap(new byte[400 << 10]);

  private final int attackers;
  private final int perSecond;

  RelayFlood(int attackers, int perSecond) {
    this.attackers = attackers;
    this.perSecond = perSecond;
  }

  int attackers() {
    return attackers;
  }

  /** Abuses a second, of all attackers together. */
  int perSecond() {
    return perSecond;
  }

  /** Whether it is data on a session of its own, which may be passed on. */
  boolean carries() {
    return this == OVERSIZE_TO_ONE_THAT_NEVER_READS;
  }

  /**
   * Abuses once.
   *
   * @param count how often it was done before
   * @param victim the target of the honest session, in hex
   * @param deaf the peer that does not read, in hex
   */
  void abuse(PingingPeer attacker, int count, String victim, String deaf) {
    String self = attacker.id();
    String own = self.substring(0, 8) + deaf.substring(0, 8);
    switch (this) {
      case FORGED_REQUESTS ->
          say(attacker, EnvelopeType.RELAY_REQUEST, "f" + count, victim, self, Blob.EMPTY);
      case FOREIGN_DATA -> say(attacker, EnvelopeType.RELAY_DATA, VICTIMS, self, victim, SMALL);
      case GUESSED_IDS -> say(attacker, EnvelopeType.RELAY_DATA, "g" + count, self, victim, SMALL);
      case REQUESTS_OF_ONE, REQUESTS_OF_MANY ->
          say(attacker, EnvelopeType.RELAY_REQUEST, "r" + count, self, victim, Blob.EMPTY);
      case OVERSIZE_TO_ONE_THAT_NEVER_READS -> {
        say(attacker, EnvelopeType.RELAY_REQUEST, own, self, deaf, Blob.EMPTY);
        say(attacker, EnvelopeType.RELAY_DATA, own, self, deaf, LARGE);
      }
    }
  }

  private static void say(
      PingingPeer from,
      EnvelopeType type,
      String session,
      String source,
      String target,
      Blob payload) {
    from.say(
        Envelope.of(type)
            .relaySession(session)
            .relaySource(source)
            .relayTarget(target)
            .payload(payload)
            .build());
  }
}
