@NullMarked
package dev.mossspore.ctl.identity;

import org.jspecify.annotations.NullMarked;
