package dev.mossspore.transport;

import dev.mossspore.crypto.Credentials;
import dev.mossspore.crypto.Handshake;
import dev.mossspore.crypto.HandshakeMode;
import dev.mossspore.crypto.X25519KeyPair;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What all handshakes of a node share.
 *
 * @param credentials who we are, on which network
 * @param ephemerals draws a fresh key pair for each handshake; called on the workers
 * @param workers run the cryptography, and reject when they have too much to do
 * @param firstMessages run the answers to first messages over UDP, which anybody can send from any
 *     address as fast as he likes, so that whatever is further on waits for none of them
 * @param counters where refusals go
 * @param timeout for one whole handshake
 */
record HandshakeContext(
    Credentials credentials,
    Supplier<X25519KeyPair> ephemerals,
    Executor workers,
    Executor firstMessages,
    TransportCounters counters,
    Duration timeout) {
  Handshake responder(HandshakeMode mode) {
    return Handshake.responder(credentials, mode, ephemerals.get());
  }

  /** IK towards a known static key, else XX. */
  Handshake initiator(byte @Nullable [] remoteStatic) {
    return Handshake.initiator(credentials, ephemerals.get(), remoteStatic);
  }
}
