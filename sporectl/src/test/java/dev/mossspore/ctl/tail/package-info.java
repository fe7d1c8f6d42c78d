@NullMarked
package dev.mossspore.ctl.tail;

import org.jspecify.annotations.NullMarked;
