/** Tests of lines: their bytes, and what becomes of them when the output is slow or gone. */
@NullMarked
package dev.mossspore.observe;

import org.jspecify.annotations.NullMarked;
