/**
 * Names of trackers in, addresses where some node may be found out (chapter 04 section 3). Codecs,
 * rounds and scores are pure; rounds and sockets share one thread of their own, and names are
 * looked up on others.
 */
@NullMarked
package dev.mossspore.discovery.tracker;

import org.jspecify.annotations.NullMarked;
