/**
 * Asking many daemons at once: targets and a question in, one envelope per host out. Virtual
 * threads.
 */
@NullMarked
package dev.mossspore.ctl.fleet;

import org.jspecify.annotations.NullMarked;
