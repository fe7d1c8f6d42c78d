/**
 * Keys, identity file, Noise machine and packet ciphers (chapters 01 and 02). Bytes in, bytes out,
 * on the caller's thread; only the identity file touches the disk.
 */
@NullMarked
package dev.mossspore.crypto;

import org.jspecify.annotations.NullMarked;
