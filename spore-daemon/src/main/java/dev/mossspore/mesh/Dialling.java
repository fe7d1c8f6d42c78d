package dev.mossspore.mesh;

/** All that dials, and what came of it. */
record Dialling(
    StaticPeers staticPeers,
    KnownPeerDialer knownPeers,
    SeedDialer seeds,
    DialsInFlight inFlight,
    PeerPast past) {}
