@NullMarked
package dev.mossspore.ctl.fleet;

import org.jspecify.annotations.NullMarked;
