/**
 * Where a daemon answers and what is shown to it there: text and host variables in, values out.
 * Pure.
 */
@NullMarked
package dev.mossspore.ctl.endpoint;

import org.jspecify.annotations.NullMarked;
