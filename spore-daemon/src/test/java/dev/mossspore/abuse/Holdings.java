package dev.mossspore.abuse;

import java.util.List;
import java.util.Map;

/**
 * What a process holds that is a node and nothing else.
 *
 * @param sockets open
 * @param handshakes pending, over TCP and UDP
 * @param ghosts sessions over UDP that are no peers
 * @param peers the ids of those connected
 * @param direct direct memory that is reserved, in use or not, in bytes: what the launcher limits
 * @param peakDirect the most of it since the last collection
 * @param heap in use, garbage included, in bytes
 * @param resident all memory of the process, in bytes
 * @param counters everything refused, dropped, failed or closed since the start, by reason
 */
record Holdings(
    long sockets,
    int handshakes,
    long ghosts,
    List<String> peers,
    long direct,
    long peakDirect,
    long heap,
    long resident,
    Map<String, Long> counters) {}
