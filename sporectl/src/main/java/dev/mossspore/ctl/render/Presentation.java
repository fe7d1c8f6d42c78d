package dev.mossspore.ctl.render;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How one kind of answer is shown.
 *
 * @param name of the answer and version of its machine formats, as in {@code status/1}
 * @param rowType what a line of a table and of CSV is about
 * @param none said where every host answered and there is no row
 * @param details lines that stand for the table where a single host was asked; null if the table
 *     does for one as well
 */
public record Presentation<T, R extends Record>(
    String name,
    Class<R> rowType,
    Function<T, List<R>> rows,
    List<Column<R>> columns,
    String none,
    @Nullable Function<T, List<Line>> details) {}
