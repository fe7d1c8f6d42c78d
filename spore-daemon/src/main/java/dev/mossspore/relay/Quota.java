package dev.mossspore.relay;

import dev.mossspore.config.QuotaPeriod;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Traffic carried in the current calendar day or month, in UTC (07 section 4.4). Confined to the
 * mesh loop.
 */
final class Quota {
  private long limit;
  private QuotaPeriod period;
  private QuotaUse use;
  private long counted;

  /**
   * @param before what earlier runs carried; of another period it counts for nothing
   */
  Quota(RelaySettings settings, QuotaUse before, Instant now) {
    this.limit = settings.quotaBytes();
    this.period = settings.quotaPeriod();
    this.use = before;
    turn(now);
  }

  void configure(RelaySettings settings) {
    limit = settings.quotaBytes();
    period = settings.quotaPeriod();
  }

  /**
   * Takes account of what was carried.
   *
   * @param total bytes since the start of this run
   */
  QuotaUse count(long total, Instant now) {
    turn(now);
    use = new QuotaUse(use.began(), use.bytes() + total - counted);
    counted = total;
    return use;
  }

  /** Whether nothing more may be carried until the period ends. */
  boolean used() {
    return limit > 0 && use.bytes() >= limit;
  }

  Instant periodEnd() {
    LocalDate began = use.began().atZone(ZoneOffset.UTC).toLocalDate();
    LocalDate next =
        switch (period) {
          case DAY -> began.plusDays(1);
          case MONTH -> began.withDayOfMonth(1).plusMonths(1);
        };
    return start(next);
  }

  private void turn(Instant now) {
    if (now.isBefore(use.began()) || !now.isBefore(periodEnd())) {
      LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
      use = new QuotaUse(start(period == QuotaPeriod.DAY ? today : today.withDayOfMonth(1)), 0);
    }
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
