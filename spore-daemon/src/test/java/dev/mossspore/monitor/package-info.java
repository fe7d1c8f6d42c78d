/** Tests of the monitor over real loopback sockets. */
@NullMarked
package dev.mossspore.monitor;

import org.jspecify.annotations.NullMarked;
