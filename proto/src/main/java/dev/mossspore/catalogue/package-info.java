/**
 * The catalogue of stable codes: every word by which a spore or {@code sporectl} says that
 * something is wrong, refused, dropped or ended, with its cause and its remedy. Goes in: {@code
 * mossspore/codes.json}. Any thread; knows nothing of protobuf.
 */
@NullMarked
package dev.mossspore.catalogue;

import org.jspecify.annotations.NullMarked;
