package dev.mossspore.observe;

import dev.mossspore.base.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lets the first of identical warnings pass and counts the rest, one count a minute (07 section
 * 7.2). Remembers {@value #REMEMBERED} texts; while that many repeat, others pass unlimited,
 * because a warning hidden by a flood of different ones is worse than a long log. Thread-safe.
 */
final class RepeatLimiter {
  /** Texts that are counted at the same time. */
  static final int REMEMBERED = 256;

  private static final long WINDOW = Duration.ofMinutes(1).toNanos();

  private final Ticker ticker;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  RepeatLimiter(Ticker ticker) {
    this.ticker = ticker;
  }

  /** Whether to write it now; if not, it has been counted. */
  synchronized boolean admit(Diagnostic warning) {
    String text = DiagnosticFormat.body(warning);
    Entry known = entries.get(text);
    if (known != null) {
      known.repeated++;
      return false;
    }
    if (entries.size() < REMEMBERED) {
      entries.put(text, new Entry(warning.brief(), ticker.nanos()));
    }
    return true;
  }

  /** Counts that are due: of every text first seen or last counted a minute ago or earlier. */
  synchronized List<Diagnostic> due() {
    return collect(WINDOW);
  }

  /** All counts, at the end. */
  synchronized List<Diagnostic> rest() {
    return collect(0);
  }

  private List<Diagnostic> collect(long age) {
    long now = ticker.nanos();
    List<Diagnostic> counts = new ArrayList<>();
    for (Iterator<Entry> all = entries.values().iterator(); all.hasNext(); ) {
      Entry entry = all.next();
      if (now - entry.since < age) {
        continue;
      }
      if (entry.repeated == 0) {
        all.remove();
        continue;
      }
      counts.add(entry.warning.repeated(entry.repeated));
      entry.repeated = 0;
      entry.since = now;
    }
    return counts;
  }

  private static final class Entry {
    final Diagnostic warning;
    long since;
    long repeated;

    Entry(Diagnostic warning, long since) {
      this.warning = warning;
      this.since = since;
    }
  }
}
