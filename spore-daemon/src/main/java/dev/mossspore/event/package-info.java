/**
 * What happened, as values: the events of 07 section 7.3, and the sink that takes them. Any thread.
 */
@NullMarked
package dev.mossspore.event;

import org.jspecify.annotations.NullMarked;
