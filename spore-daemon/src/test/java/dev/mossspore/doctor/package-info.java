@NullMarked
package dev.mossspore.doctor;

import org.jspecify.annotations.NullMarked;
