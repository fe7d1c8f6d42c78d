package dev.mossspore.discovery;

import dev.mossspore.base.PeerId;
import dev.mossspore.wire.Blob;
import dev.mossspore.wire.Envelope;

/**
 * An announcement that passed the first look.
 *
 * @param subject whom it is about
 * @param status whether it is a supernode status, else a {@code peer_announce}
 * @param digest names its signature's check, or empty if it has none
 */
public record ReceivedAnnouncement(
    Sender sender, PeerId subject, boolean status, Envelope envelope, Blob digest) {
  /** Whether the subject itself sent it. */
  boolean self() {
    return subject.equals(sender.id());
  }
}
