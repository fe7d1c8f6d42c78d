/** A network without sockets and a clock that only moves when told: real cores, repeatable runs. */
@NullMarked
package dev.mossspore.sim;

import org.jspecify.annotations.NullMarked;
