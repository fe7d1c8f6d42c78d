/** Events and diagnostics in, lines of text out. Never blocks the thread that reports. */
@NullMarked
package dev.mossspore.observe;

import org.jspecify.annotations.NullMarked;
