package dev.mossspore.ctl.command;

import dev.mossspore.ctl.action.EventStream;
import dev.mossspore.ctl.endpoint.Target;
import dev.mossspore.ctl.fleet.ExitCode;
import dev.mossspore.ctl.fleet.Failure;
import dev.mossspore.ctl.fleet.Outcome;
import dev.mossspore.ctl.link.Links;
import dev.mossspore.ctl.render.EventText;
import dev.mossspore.ctl.render.Show;
import dev.mossspore.ctl.tail.Merge;
import dev.mossspore.ctl.tail.TailItem;
import dev.mossspore.ctl.tail.TailRequest;
import dev.mossspore.ctl.tree.Printable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Follows all hosts at once and prints what they bring, in one order. */
final class TailRun implements AutoCloseable {
  /** Hosts are read no faster than lines are printed. */
  private static final int QUEUE = 1024;

  private static final Duration WINDOW = Duration.ofMillis(300);
  private static final long POLL_MS = 50;

  private final Console console;
  private final EventText text;
  private final List<Target> targets;
  private final TailRequest wanted;
  private final Duration limit;
  private final BlockingQueue<TailItem> queue = new ArrayBlockingQueue<>(QUEUE);
  private final Merge merge;
  private final Map<String, Outcome> outcomes = new HashMap<>();
  private final Set<String> everThere = new HashSet<>();
  private final Map<String, String> troubles = new HashMap<>();
  private final List<String> running = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final Queue<Throwable> bugs = new ConcurrentLinkedQueue<>();

  /**
   * Of these hosts.
   *
   * @param limit within which a host has to begin
   */
  TailRun(
      Console console, EventText text, List<Target> targets, TailRequest wanted, Duration limit) {
    this.console = console;
    this.text = text;
    this.targets = targets;
    this.wanted = wanted;
    this.limit = limit;
    List<String> hosts = targets.stream().map(Target::name).toList();
    // What happened can wait until all of it is there; what happens, until every host has begun.
    Duration patience = wanted.follow() ? limit : Duration.ofDays(1);
    this.merge = new Merge(hosts, WINDOW, patience);
    this.running.addAll(hosts);
  }

  /** Runs until the time is over or no host has anything to come. */
  ExitCode run(Links links, @Nullable Duration during) throws InterruptedException {
    long start = System.nanoTime();
    console.out().print(text.head());
    if (console.terminal() && wanted.follow()) {
      // Nothing may happen for long, which should not look like nothing works.
      console.err().println("following %d host(s) until Ctrl-C".formatted(targets.size()));
    }
    for (Target target : targets) {
      EventStream stream = new EventStream(links, target, wanted, limit, queue);
      threads.add(Thread.ofVirtual().start(() -> follow(stream)));
    }
    boolean inTime = true;
    while (inTime && !running.isEmpty() && !hopeless()) {
      TailItem item = queue.poll(POLL_MS, TimeUnit.MILLISECONDS);
      if (item != null) {
        take(item);
      }
      rethrow();
      print();
      inTime = during == null || System.nanoTime() - start < during.toNanos();
    }
    close();
    for (TailItem item = queue.poll(); item != null; item = queue.poll()) {
      take(item);
    }
    targets.forEach(target -> merge.gone(target.name()));
    print();
    return ExitCode.of(
        targets.stream()
            .map(target -> outcomes.getOrDefault(target.name(), Outcome.TIMED_OUT))
            .toList(),
        false);
  }

  /** Ends the streams. */
  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
  }

  private void follow(EventStream stream) {
    try {
      stream.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      bugs.add(e);
    }
  }

  private void print() {
    List<String> ready = merge.ready(System.nanoTime());
    ready.forEach(console.out()::print);
    if (!ready.isEmpty()) {
      console.out().flush();
    }
  }

  private void take(TailItem item) {
    String host = item.host();
    long now = System.nanoTime();
    switch (item) {
      case TailItem.Began began -> began(began);
      case TailItem.Happened event -> merge.add(host, event.at(), now, text.event(event));
      case TailItem.Lost lost -> merge.add(host, lost.at(), now, text.lost(lost));
      case TailItem.CaughtUp caughtUp -> merge.reached(host, caughtUp.at());
      case TailItem.Broke broke -> {
        outcomes.put(host, broke.outcome());
        trouble(host, broke.failure(), true);
        merge.gone(host);
      }
      case TailItem.Ended ended -> {
        running.remove(host);
        outcomes.put(host, ended.outcome());
        Failure failure = ended.failure();
        if (failure != null) {
          trouble(host, failure, false);
        }
        merge.gone(host);
      }
    }
  }

  private void began(TailItem.Began began) {
    String host = began.host();
    outcomes.put(host, Outcome.OK);
    everThere.add(host);
    if (troubles.remove(host) != null) {
      merge.back(host);
      if (text.format().forMachines()) {
        merge.note(host, Instant.now(), System.nanoTime(), text.back(began, Instant.now()));
      } else {
        String how = began.restarted() ? "back, the daemon was restarted" : "back";
        console.err().println("%s: %s".formatted(host, began.again() ? how : "there"));
      }
    }
    Duration offset = began.offset();
    boolean off = offset.abs().compareTo(Duration.ofSeconds(1)) > 0;
    if (off && !began.again() && !text.format().forMachines()) {
      String side = offset.isNegative() ? "behind" : "ahead";
      console
          .err()
          .println(
              "%s: its clock is %s %s; times are corrected"
                  .formatted(host, Show.duration(offset.abs()), side));
    }
  }

  /** Says the same thing about a host only once. */
  private void trouble(String host, Failure failure, boolean again) {
    if (failure.code().equals(troubles.put(host, failure.code()))) {
      return;
    }
    if (text.format().forMachines()) {
      String line = text.stopped(host, Instant.now(), again, failure);
      merge.note(host, Instant.now(), System.nanoTime(), line);
      return;
    }
    String then = again ? ", trying again" : "";
    console
        .err()
        .println(
            Printable.text(
                "%s: %s%s [%s]".formatted(host, failure.message(), then, failure.code())));
    if (!again && !failure.fix().isEmpty()) {
      console.err().println("  " + Printable.text(failure.fix()));
    }
  }

  private void rethrow() {
    Throwable bug = bugs.poll();
    if (bug != null) {
      throw new IllegalStateException("a bug while following a host", bug);
    }
  }

  /** No host has ever been there: then there is nothing to wait for. */
  private boolean hopeless() {
    return everThere.isEmpty() && outcomes.size() == targets.size();
  }
}
