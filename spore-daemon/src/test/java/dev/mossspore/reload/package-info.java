/** Tests of reloading, without a node. */
@NullMarked
package dev.mossspore.reload;

import org.jspecify.annotations.NullMarked;
