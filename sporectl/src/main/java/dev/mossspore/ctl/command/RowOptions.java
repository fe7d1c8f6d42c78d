package dev.mossspore.ctl.command;

import dev.mossspore.ctl.fleet.Envelope;
import dev.mossspore.ctl.inventory.NearestName;
import dev.mossspore.ctl.tree.Fields;
import dev.mossspore.ctl.tree.RowFilter;
import dev.mossspore.ctl.tree.RowOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine.Option;

/** Which rows, in which order; fields are named as in the machine formats. */
final class RowOptions {
  @Option(
      names = "--filter",
      paramLabel = "FIELD=VALUE",
      description =
          "Only rows like this; also !=, <, <=, >, >= and ~ for a part. All have to hold where"
              + " several are given. Fields are those of -o csv.")
  List<String> filters = List.of();

  @Option(
      names = "--sort",
      paramLabel = "FIELD",
      split = ",",
      description = "Order by this; the largest first with a '-' before it.")
  List<String> sort = List.of();

  private List<RowFilter> parsedFilters = List.of();
  private List<RowOrder> parsedOrders = List.of();

  /** Looks whether rows of this type have the fields. */
  void check(Class<? extends Record> rows) {
    List<String> known = Fields.names(rows);
    try {
      parsedFilters = filters.stream().map(RowFilter::parse).toList();
      parsedOrders = sort.stream().map(RowOrder::parse).toList();
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
    parsedFilters.forEach(filter -> known(filter.field(), known));
    parsedOrders.forEach(order -> known(order.field(), known));
  }

  /** The rows that are wanted, in order. */
  <R extends Record> List<R> apply(List<R> rows) {
    List<R> wanted = new ArrayList<>(rows);
    wanted.removeIf(row -> !parsedFilters.stream().allMatch(filter -> filter.matches(row)));
    order().ifPresent(wanted::sort);
    return wanted;
  }

  /** The hosts that are wanted, in order; those that gave no answer are always wanted. */
  <R extends Record> List<Envelope<R>> ofHosts(List<Envelope<R>> envelopes) {
    List<Envelope<R>> answered = new ArrayList<>();
    List<Envelope<R>> failed = new ArrayList<>();
    for (Envelope<R> envelope : envelopes) {
      R row = envelope.data();
      if (row == null) {
        failed.add(envelope);
      } else if (parsedFilters.stream().allMatch(filter -> filter.matches(row))) {
        answered.add(envelope);
      }
    }
    if (parsedOrders.isEmpty() && parsedFilters.isEmpty()) {
      return envelopes;
    }
    order()
        .ifPresent(
            order ->
                answered.sort(
                    (a, b) -> {
                      R left = a.data();
                      R right = b.data();
                      return left == null || right == null ? 0 : order.compare(left, right);
                    }));
    answered.addAll(failed);
    return answered;
  }

  private java.util.Optional<Comparator<Record>> order() {
    return parsedOrders.stream()
        .map(RowOrder::comparator)
        .reduce((first, second) -> first.thenComparing(second));
  }

  private static void known(String field, List<String> known) {
    if (!known.contains(field)) {
      String hint =
          NearestName.of(field, known)
              .map("did you mean '%s'?"::formatted)
              .orElse("there are " + String.join(", ", known));
      throw new UsageException("there is no field '%s'; %s".formatted(field, hint));
    }
  }
}
