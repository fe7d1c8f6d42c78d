/** The HTTP monitor of 07 section 8: answers from snapshots, on an event loop of its own. */
@NullMarked
package dev.mossspore.monitor;

import org.jspecify.annotations.NullMarked;
