/**
 * Calls of the admin API: a target in, records of {@code view} out. With {@code link} the only
 * place that sees generated types.
 */
@NullMarked
package dev.mossspore.ctl.action;

import org.jspecify.annotations.NullMarked;
