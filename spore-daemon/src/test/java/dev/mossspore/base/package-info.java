@NullMarked
package dev.mossspore.base;

import org.jspecify.annotations.NullMarked;
