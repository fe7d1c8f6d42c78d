/**
 * Packet bytes to envelopes and back (chapter 03 section 2). A packet means here what it means to
 * the reference, and an envelope is written as the reference writes it. Limits come before
 * allocation. Pure; any thread.
 */
@NullMarked
package dev.mossspore.wire;

import org.jspecify.annotations.NullMarked;
