/**
 * Flags, environment and file in; one validated, immutable configuration with every problem listed
 * out. Runs on the thread that starts or reloads the daemon. {@link
 * dev.mossspore.config.Configuration} is the way in, {@link dev.mossspore.config.Keys} the table
 * that everything follows.
 */
@NullMarked
package dev.mossspore.config;

import org.jspecify.annotations.NullMarked;
