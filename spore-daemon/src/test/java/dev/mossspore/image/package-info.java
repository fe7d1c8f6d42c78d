/** The file that needs nothing installed, on hosts that have next to nothing. */
@NullMarked
package dev.mossspore.image;

import org.jspecify.annotations.NullMarked;
