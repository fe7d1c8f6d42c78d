/**
 * What the tests of several modules share: waiting, programs of the machine, servers of the lab.
 */
@NullMarked
package dev.mossspore.testkit;

import org.jspecify.annotations.NullMarked;
