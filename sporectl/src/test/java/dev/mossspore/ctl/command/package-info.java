@NullMarked
package dev.mossspore.ctl.command;

import org.jspecify.annotations.NullMarked;
