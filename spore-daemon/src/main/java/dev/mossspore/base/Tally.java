package dev.mossspore.base;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** A sum that one thread at a time adds to, at the price of a plain addition, and any may read. */
public final class Tally {
  private static final VarHandle SUM;

  static {
    try {
      SUM = MethodHandles.lookup().findVarHandle(Tally.class, "sum", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @SuppressWarnings("UnusedVariable") // written through its handle
  private long sum;

  /** One thread at a time. */
  public void add(long amount) {
    SUM.setOpaque(this, (long) SUM.getOpaque(this) + amount);
  }

  /** Any thread. */
  public long sum() {
    return (long) SUM.getOpaque(this);
  }
}
