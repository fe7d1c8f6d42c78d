/** The commands: arguments in, text and an exit code out. */
@NullMarked
package dev.mossspore.ctl.command;

import org.jspecify.annotations.NullMarked;
