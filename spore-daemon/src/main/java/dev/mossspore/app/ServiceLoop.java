package dev.mossspore.app;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.concurrent.TimeUnit;

/**
 * The one thread that carries what operators connect to, monitor and admin API: never a thread of
 * the links, so that neither holds the other up. Of NIO, which knows local sockets on every system.
 */
final class ServiceLoop implements AutoCloseable {
  private static final long STOP_SECONDS = 2;

  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, ServiceLoop::thread, NioIoHandler.newFactory());

  EventLoopGroup group() {
    return group;
  }

  @Override
  public void close() {
    group
        .shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS)
        .awaitUninterruptibly(STOP_SECONDS, TimeUnit.SECONDS);
  }

  private static Thread thread(Runnable task) {
    Thread thread = new FastThreadLocalThread(task, "service");
    thread.setDaemon(true);
    return thread;
  }
}
