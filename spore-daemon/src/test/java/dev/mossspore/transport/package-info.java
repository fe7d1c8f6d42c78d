@NullMarked
package dev.mossspore.transport;

import org.jspecify.annotations.NullMarked;
