/** The operator's command line for many spores: arguments in, one result per host out. */
@NullMarked
package dev.mossspore.ctl;

import org.jspecify.annotations.NullMarked;
