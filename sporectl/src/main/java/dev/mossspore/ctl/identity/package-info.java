/** Identity files without a daemon: bytes in, public halves and the other form out. Pure. */
@NullMarked
package dev.mossspore.ctl.identity;

import org.jspecify.annotations.NullMarked;
