@NullMarked
package dev.mossspore.crypto;

import org.jspecify.annotations.NullMarked;
