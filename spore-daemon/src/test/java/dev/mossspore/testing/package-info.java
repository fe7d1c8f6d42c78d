/** What tests share: golden vectors, fixtures, waiting. */
@NullMarked
package dev.mossspore.testing;

import org.jspecify.annotations.NullMarked;
