@NullMarked
package dev.mossspore.ctl.render;

import org.jspecify.annotations.NullMarked;
