@NullMarked
package dev.mossspore.ctl.doc;

import org.jspecify.annotations.NullMarked;
