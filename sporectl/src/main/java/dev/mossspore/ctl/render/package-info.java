/**
 * Envelopes with records in, text in one of the output formats out. Pure; nothing of protobuf comes
 * here.
 */
@NullMarked
package dev.mossspore.ctl.render;

import org.jspecify.annotations.NullMarked;
