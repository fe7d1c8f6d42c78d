/** The command line, the wiring of all parts, signals, start and stop. Main thread. */
@NullMarked
package dev.mossspore.app;

import org.jspecify.annotations.NullMarked;
