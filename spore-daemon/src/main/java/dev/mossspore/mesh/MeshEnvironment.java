package dev.mossspore.mesh;

import dev.mossspore.base.Ticker;
import dev.mossspore.event.EventSink;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * What surrounds the mesh: threads, time, chance, sockets. The simulator gives it others.
 *
 * @param loop the mesh loop: runs tasks one after another, in order
 * @param verifier checks signatures off the loop; rejects when it has too much to do
 * @param ticker the clock
 * @param random draws request ids; used on the mesh loop
 * @param dialer opens sessions
 * @param events told of peers coming and going
 */
public record MeshEnvironment(
    Executor loop,
    Executor verifier,
    Ticker ticker,
    RandomGenerator random,
    Dialer dialer,
    EventSink events) {}
