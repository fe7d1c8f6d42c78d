/** What tests share: golden vectors, fixtures. */
@NullMarked
package dev.mossspore.testing;

import org.jspecify.annotations.NullMarked;
