package dev.mossspore.sim;

import dev.mossspore.base.HostPort;
import dev.mossspore.crypto.Identity;
import dev.mossspore.transport.LinkListener;

/** A machine in the simulation: a node of ours, or one that misbehaves. */
interface Host extends LinkListener {
  HostPort address();

  Identity identity();

  Traffic traffic();
}
