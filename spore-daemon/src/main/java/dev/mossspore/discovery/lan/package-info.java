/**
 * Neighbours found by multicast (chapter 04 section 5): datagrams in, beacons worth acting on out,
 * and our own beacon. The codec and its limits are pure; sockets have virtual threads of their own.
 */
@NullMarked
package dev.mossspore.discovery.lan;

import org.jspecify.annotations.NullMarked;
