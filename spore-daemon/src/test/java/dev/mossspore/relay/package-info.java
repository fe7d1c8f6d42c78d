@NullMarked
package dev.mossspore.relay;

import org.jspecify.annotations.NullMarked;
