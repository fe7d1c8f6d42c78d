package dev.mossspore.discovery.tracker;

import dev.mossspore.base.HostPort;
import dev.mossspore.event.EventSink;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/**
 * The node that trackers are asked for. All of it is used on the loop of the trackers and must not
 * block.
 *
 * @param port at which peers reach it now (chapter 04 section 10)
 * @param connected peers it has now
 * @param found takes addresses where some node may be found
 * @param events told of each round
 * @param ended told of what came of each round, after all else
 */
public record TrackerUse(
    IntSupplier port,
    IntSupplier connected,
    Consumer<List<HostPort>> found,
    EventSink events,
    Consumer<RoundResult> ended) {}
