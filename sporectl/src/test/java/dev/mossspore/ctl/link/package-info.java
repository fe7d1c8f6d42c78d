@NullMarked
package dev.mossspore.ctl.link;

import org.jspecify.annotations.NullMarked;
