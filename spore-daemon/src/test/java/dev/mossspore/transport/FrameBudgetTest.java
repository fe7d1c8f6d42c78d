package dev.mossspore.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class FrameBudgetTest {
  private final FrameBudget budget = new FrameBudget(100);
  private final List<String> closed = new ArrayList<>();

  @Test
  void closesTheOldestUntilThereIsRoom() {
    begin("first", 60);
    begin("second", 40);
    assertEquals(List.of(), closed);
    begin("third", 61);
    assertEquals(List.of("first", "second"), closed);
    assertEquals(61, budget.held());
  }

  @Test
  void whatIsCompleteGivesItsShareBackOnce() {
    FrameBudget.Share first = begin("first", 60);
    begin("second", 40);
    budget.end(first);
    budget.end(first);
    begin("third", 60);
    assertEquals(List.of(), closed);
    assertEquals(100, budget.held());
  }

  private FrameBudget.Share begin(String name, int length) {
    return budget.begin(length, () -> closed.add(name));
  }
}
