@NullMarked
package dev.mossspore.ctl.tree;

import org.jspecify.annotations.NullMarked;
