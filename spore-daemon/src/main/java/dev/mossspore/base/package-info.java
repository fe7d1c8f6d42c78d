/**
 * Value types and small machines that everything else is made of, and the log that all report to.
 * No I/O, any thread.
 */
@NullMarked
package dev.mossspore.base;

import org.jspecify.annotations.NullMarked;
