/**
 * Events of many hosts in one order: what each host's stream brings in, lines in the order of time
 * out. Pure.
 */
@NullMarked
package dev.mossspore.ctl.tail;

import org.jspecify.annotations.NullMarked;
