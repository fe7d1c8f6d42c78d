/**
 * Packet bytes to envelopes and back (chapter 03 section 2). Limits come before allocation. Pure;
 * any thread.
 */
@NullMarked
package dev.mossspore.wire;

import org.jspecify.annotations.NullMarked;
