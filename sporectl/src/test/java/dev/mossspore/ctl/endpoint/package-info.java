@NullMarked
package dev.mossspore.ctl.endpoint;

import org.jspecify.annotations.NullMarked;
