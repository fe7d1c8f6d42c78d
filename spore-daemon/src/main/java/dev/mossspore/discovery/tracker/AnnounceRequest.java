package dev.mossspore.discovery.tracker;

/**
 * What a tracker is told and asked (chapter 04 section 3.2). The node claims to have a byte yet to
 * fetch: trackers may hide complete ones from each other.
 *
 * @param infohash name of the network, 20 bytes; never changed
 * @param peerId name of the node, 20 bytes; never changed
 * @param port where peers reach it; the low 16 bits count
 * @param wanted how many addresses it asks for
 */
record AnnounceRequest(byte[] infohash, byte[] peerId, int port, int wanted, AnnounceEvent event) {
  /** Bytes still to be fetched, as announced. */
  static final int LEFT = 1;

  AnnounceRequest {
    if (infohash.length != Infohash.LENGTH || peerId.length != TrackerPeerId.LENGTH) {
      throw new IllegalArgumentException("infohash and peer id have 20 bytes each");
    }
  }
}
