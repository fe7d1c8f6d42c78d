package dev.mossspore.discovery;

import dev.mossspore.wire.Blob;
import java.util.LinkedHashSet;
import java.util.SequencedSet;

/**
 * Checks that succeeded, at most 4096, the oldest forgotten first: an announcement carries no time,
 * so every copy of it has the same signature. Confined to the mesh loop.
 */
final class VerifiedSignatures {
  private static final int CAPACITY = 4096;

  private final SequencedSet<Blob> digests = new LinkedHashSet<>();

  boolean contains(Blob digest) {
    return digests.contains(digest);
  }

  void add(Blob digest) {
    if (digests.add(digest) && digests.size() > CAPACITY) {
      digests.removeFirst();
    }
  }
}
