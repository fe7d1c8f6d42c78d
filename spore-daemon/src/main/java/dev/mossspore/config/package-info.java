/**
 * Flags, environment and file in; one validated, immutable configuration with every problem listed
 * out. Runs on the thread that starts or reloads the daemon.
 */
@NullMarked
package dev.mossspore.config;

import org.jspecify.annotations.NullMarked;
