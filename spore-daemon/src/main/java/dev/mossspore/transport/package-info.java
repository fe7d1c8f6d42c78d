/**
 * Sockets in, authenticated links out: framing, handshakes, multiplexer (chapters 01 and 02).
 * Everything of a link runs on that link's event loop; Diffie-Hellman and signatures run on the
 * handshake workers.
 */
@NullMarked
package dev.mossspore.transport;

import org.jspecify.annotations.NullMarked;
