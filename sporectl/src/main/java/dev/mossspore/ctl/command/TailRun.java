package dev.mossspore.ctl.command;

import dev.mossspore.ctl.action.EventStream;
import dev.mossspore.ctl.endpoint.Target;
import dev.mossspore.ctl.fleet.ExitCode;
import dev.mossspore.ctl.fleet.Failure;
import dev.mossspore.ctl.fleet.Outcome;
import dev.mossspore.ctl.link.Links;
import dev.mossspore.ctl.render.Cell;
import dev.mossspore.ctl.render.EventText;
import dev.mossspore.ctl.tail.Merge;
import dev.mossspore.ctl.tail.TailItem;
import dev.mossspore.ctl.tail.TailRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Follows all hosts at once and prints what they bring, in one order. */
final class TailRun implements AutoCloseable {
  /** Hosts are read no faster than lines are printed. */
  private static final int QUEUE = 1024;

  private static final Duration WINDOW = Duration.ofMillis(300);
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final long POLL_MS = 50;

  private final Console console;
  private final EventText text;
  private final List<Target> targets;
  private final BlockingQueue<TailItem> queue = new ArrayBlockingQueue<>(QUEUE);
  private final Merge<String> merge;
  private final Map<String, Outcome> outcomes = new HashMap<>();
  private final Map<String, String> troubles = new HashMap<>();
  private final List<String> running = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  TailRun(Console console, EventText text, List<Target> targets) {
    this.console = console;
    this.text = text;
    this.targets = targets;
    List<String> hosts = targets.stream().map(Target::name).toList();
    this.merge = new Merge<>(hosts, WINDOW, PATIENCE);
    this.running.addAll(hosts);
  }

  /** Runs until the time is over or no host has anything to come. */
  ExitCode run(Links links, TailRequest wanted, Duration limit, @Nullable Duration during)
      throws InterruptedException {
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

  private static void follow(EventStream stream) {
    try {
      stream.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
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
        merge.gone(host);
        outcomes.merge(host, broke.outcome(), (before, after) -> before);
        trouble(host, broke.failure(), ", trying again");
      }
      case TailItem.Ended ended -> {
        merge.gone(host);
        running.remove(host);
        outcomes.put(host, ended.outcome());
        Failure failure = ended.failure();
        if (failure != null) {
          trouble(host, failure, "");
          if (!failure.fix().isEmpty()) {
            console.err().println("  " + Cell.printable(failure.fix()));
          }
        }
      }
    }
  }

  private void began(TailItem.Began began) {
    String host = began.host();
    outcomes.put(host, Outcome.OK);
    if (troubles.remove(host) != null) {
      merge.back(host);
      String how = began.restarted() ? "back, the daemon was restarted" : "back";
      console.err().println("%s: %s".formatted(host, began.again() ? how : "there"));
    }
    boolean off = began.offset().abs().compareTo(Duration.ofSeconds(1)) > 0;
    if (off && !began.again()) {
      console
          .err()
          .println(
              "%s: its clock is %d ms ahead; times are corrected"
                  .formatted(host, began.offset().toMillis()));
    }
  }

  /** Says the same thing about a host only once. */
  private void trouble(String host, Failure failure, String then) {
    if (!failure.code().equals(troubles.put(host, failure.code()))) {
      console
          .err()
          .println(
              Cell.printable(
                  "%s: %s%s [%s]".formatted(host, failure.message(), then, failure.code())));
    }
  }

  /** No host has ever been there: then there is nothing to wait for. */
  private boolean hopeless() {
    return outcomes.size() == targets.size() && !outcomes.containsValue(Outcome.OK);
  }
}
