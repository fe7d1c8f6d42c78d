@NullMarked
package dev.mossspore.admin;

import org.jspecify.annotations.NullMarked;
