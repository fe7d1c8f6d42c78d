@NullMarked
package dev.mossspore.discovery;

import org.jspecify.annotations.NullMarked;
