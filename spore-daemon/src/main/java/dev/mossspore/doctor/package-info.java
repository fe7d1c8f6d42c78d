/**
 * Judges a running node. Goes in: facts that others have gathered, and what the mesh tells of a
 * peer. Comes out: findings, each with a code of the catalogue, a severity and a remedy. Pure; any
 * thread.
 */
@NullMarked
package dev.mossspore.doctor;

import org.jspecify.annotations.NullMarked;
