@NullMarked
package dev.mossspore.ctl.inventory;

import org.jspecify.annotations.NullMarked;
