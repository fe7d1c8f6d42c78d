package dev.mossspore.ctl.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.ctl.fleet.Envelope;
import dev.mossspore.ctl.testing.Views;
import dev.mossspore.ctl.view.NodeView;
import dev.mossspore.ctl.view.PeerView;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class TextTableTest {
  private record Row(String name, String text, long number) {}

  private static final List<Column<Row>> COLUMNS =
      List.of(
          Column.<Row>text("NAME", Row::name),
          Column.<Row>number("N", row -> Long.toString(row.number())).droppedAt(1),
          Column.<Row>text("TEXT", Row::text).cutShort());

  private static final List<Row> ROWS =
      List.of(new Row("a", "short", 7), new Row("bcd", "a very long text indeed", 12_345));

  @Test
  void linesUpAndPadsNoLineEnd() {
    assertEquals(
        """
        NAME      N  TEXT
        a         7  short
        bcd   12345  a very long text indeed
        """,
        new TextTable<>(COLUMNS, Screen.PLAIN).format(ROWS));
  }

  @Test
  void cutsBeforeItLeavesOut() {
    TextTable<Row> table = new TextTable<>(COLUMNS, new Screen(false, 26, true));
    assertEquals(
        """
        NAME      N  TEXT
        a         7  short
        bcd   12345  a very long \u2026
        """,
        table.format(ROWS));
    assertEquals(List.of(), table.leftOut());
    TextTable<Row> narrow = new TextTable<>(COLUMNS, new Screen(false, 20, true));
    assertTrue(narrow.format(ROWS).startsWith("NAME  TEXT\n"));
    assertEquals(List.of("N"), narrow.leftOut());
  }

  @ParameterizedTest
  @ValueSource(ints = {80, 100, 200})
  void keepsToTheScreen(int width) {
    List<Envelope<NodeView>> envelopes =
        List.of(Views.ok("web01.example.org", 9, Views.well()), Views.ok("b", 9, Views.unwell()));
    String out =
        new Printer<>(StatusLayout.STATUS, Format.TABLE, new Screen(false, width, true))
            .print(envelopes, null)
            .out();
    assertTrue(out.lines().allMatch(line -> line.length() <= width), out);
  }

  @Test
  void coloursOnlyWhereAsked() {
    List<Envelope<NodeView>> envelopes =
        List.of(Views.ok("a", 9, Views.well()), Views.ok("b", 9, Views.unwell()));
    Printer<NodeView, NodeView> coloured =
        new Printer<>(StatusLayout.STATUS, Format.TABLE, new Screen(true, 0, true));
    assertTrue(coloured.print(envelopes, null).out().contains("\u001b[32mok\u001b[0m"));
    Printer<NodeView, NodeView> plain =
        new Printer<>(StatusLayout.STATUS, Format.TABLE, Screen.PLAIN);
    assertFalse(plain.print(envelopes, null).out().contains("\u001b"));
  }

  @Test
  void passesNothingOnThatATerminalWouldObey() {
    PeerView honest = Views.peers().getFirst();
    PeerView hostile =
        new PeerView(
            "\u001b]0;gotcha\u0007",
            "\u001b[2J\u202eevil\r\n",
            "udp",
            "in",
            honest.age(),
            null,
            0,
            0,
            false,
            false,
            false,
            0,
            0,
            0);
    String out =
        new Printer<>(Layouts.PEERS, Format.TABLE, Screen.PLAIN)
            .print(List.of(Views.ok("a", 1, List.of(hostile))), null)
            .out();
    assertEquals(2, out.lines().count());
    assertFalse(out.chars().anyMatch(c -> c != '\n' && Character.isISOControl(c)), out);
    assertFalse(out.contains("\u202e"));
  }

  @Test
  void saysWhenThereIsNothing() {
    assertEquals(
        "no peers\n",
        new Printer<>(Layouts.PEERS, Format.TABLE, Screen.PLAIN)
            .print(List.of(Views.ok("a", 1, List.of())), null)
            .out());
  }
}
