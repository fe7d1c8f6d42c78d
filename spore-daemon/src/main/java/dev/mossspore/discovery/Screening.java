package dev.mossspore.discovery;

/** What is left to do after the first look at an announcement. */
public sealed interface Screening {
  /** Nothing. */
  record Settled(AnnouncementOutcome outcome) implements Screening {}

  /**
   * Whether it is signed is known.
   *
   * @param valid what to hand to {@link Announcements#apply}
   */
  record Judged(ReceivedAnnouncement announcement, boolean valid) implements Screening {}

  /** Its signature is to be checked, on any thread, and the result handed on likewise. */
  record Unjudged(ReceivedAnnouncement announcement, SignatureCheck check) implements Screening {}
}
