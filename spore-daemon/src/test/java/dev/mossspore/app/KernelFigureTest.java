package dev.mossspore.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Tag("unit")
class KernelFigureTest {
  @Test
  @EnabledOnOs(OS.LINUX)
  void readsAllDigits() {
    // The kernel refuses a limit below 301.
    assertTrue(KernelFigure.read("kernel/pid_max") >= 301);
  }

  @Test
  void isZeroWhereThereIsNone() {
    assertEquals(0, KernelFigure.read("kernel/no_such_figure"));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void isZeroWhereThereIsAText() {
    assertEquals(0, KernelFigure.read("kernel/ostype"));
  }
}
