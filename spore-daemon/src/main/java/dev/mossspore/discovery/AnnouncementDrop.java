package dev.mossspore.discovery;

/** Why an announcement is ignored. None of these is held against the sender. */
public enum AnnouncementDrop {
  /** The id is not that of a peer, or not in lower case. */
  BAD_SUBJECT,
  /** It is about this node. */
  OURSELVES,
  /** It names no address. */
  NO_ADDRESS,
  /** Its texts are longer than any address or NAT type is. */
  OVERSIZED,
  /** It names a loopback address, and the sender is on another host. */
  LOOPBACK,
  /** Another peer tells it, without a good signature. */
  UNPROVEN,
  /** The sender has told of too many new peers that nobody has verified. */
  TOLD_TOO_MANY,
  /** The directory is full of peers that must stay. */
  DIRECTORY_FULL
}
