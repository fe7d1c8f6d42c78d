@NullMarked
package dev.mossspore.ctl.action;

import org.jspecify.annotations.NullMarked;
