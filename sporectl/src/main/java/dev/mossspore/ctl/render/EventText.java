package dev.mossspore.ctl.render;

import dev.mossspore.ctl.fleet.Failure;
import dev.mossspore.ctl.tail.TailItem;
import dev.mossspore.ctl.tree.CsvText;
import dev.mossspore.ctl.tree.Fields;
import dev.mossspore.ctl.tree.JsonText;
import dev.mossspore.ctl.tree.Printable;
import dev.mossspore.ctl.tree.Tree;
import dev.mossspore.ctl.tree.YamlText;
import dev.mossspore.ctl.view.EventView;
import dev.mossspore.ctl.view.TailView;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Events as they come, one after the other: a line each, a document each in YAML, a row each in
 * CSV. JSON has no list without an end, so it is as JSON lines.
 *
 * @param hostWidth columns for the longest host name
 */
public record EventText(Format format, Screen screen, int hostWidth) {
  private static final String SCHEMA = "sporectl.tail/1";

  /** What stands above all lines. */
  public String head() {
    if (format != Format.CSV || !screen.headers()) {
      return "";
    }
    return CsvText.write(Fields.names(TailView.class), List.of(), true);
  }

  /** An event. */
  public String event(TailItem.Happened item) {
    EventView event = item.event();
    if (!format.forMachines()) {
      return line(item.host(), item.at(), severity(event), event.type(), words(item));
    }
    return machine(TailView.event(item.host(), item.at(), item.offset(), event));
  }

  /** Events that are missing here. */
  public String lost(TailItem.Lost item) {
    if (!format.forMachines()) {
      Cell severity = new Cell("warning", Tone.WARNING);
      String what = "%d events are missing here (%s)".formatted(item.count(), item.reason());
      return line(item.host(), item.at(), severity, "--", what);
    }
    return machine(TailView.dropped(item.host(), item.at(), item.count(), item.reason()));
  }

  /** A stream that broke or ended, for machines; for people that stands beside the events. */
  public String stopped(String host, Instant now, boolean again, Failure why) {
    return machine(TailView.stopped(host, now, again, why.code(), why.message(), why.fix()));
  }

  /** A stream that runs again, for machines. */
  public String back(TailItem.Began item, Instant now) {
    return machine(TailView.back(item.host(), now, item.offset(), item.restarted()));
  }

  private String line(String host, Instant at, Cell severity, String type, String rest) {
    String name = Printable.text(host);
    String line =
        "%s  %s%s  %s%s  %s  %s"
            .formatted(
                Tone.DIM.paint(time(at), screen.colour()),
                name,
                " ".repeat(Math.max(0, hostWidth - name.length())),
                severity.tone().paint(severity.text(), screen.colour()),
                " ".repeat(Math.max(0, 7 - severity.text().length())),
                Tone.HEADING.paint(Printable.text(type), screen.colour()),
                Printable.text(rest));
    return line.stripTrailing() + "\n";
  }

  private String words(TailItem.Happened item) {
    EventView event = item.event();
    List<String> words = new ArrayList<>();
    if (event.detail() instanceof Map<?, ?> detail) {
      detail.forEach((key, value) -> words.add(key + "=" + word(value)));
    } else if (event.detail() != null) {
      words.add(word(event.detail()));
    }
    if (format == Format.WIDE) {
      words.add("seq=" + event.sequence());
      words.add("clock=" + Show.duration(item.offset()));
    }
    return String.join(" ", words);
  }

  /** Ids in short unless the line may be as wide as it likes. */
  private String word(@Nullable Object value) {
    if (value instanceof String text) {
      boolean id = text.length() >= 32 && text.matches("[0-9a-f]+");
      return id && format == Format.TABLE ? Show.id(text) : text;
    }
    return JsonText.line(value);
  }

  private String machine(TailView row) {
    if (format == Format.CSV) {
      return CsvText.write(Fields.names(TailView.class), List.of(Fields.flat(row)), false);
    }
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("schema", SCHEMA);
    if (Tree.of(row) instanceof Map<?, ?> map) {
      map.forEach((name, value) -> tree.put(String.valueOf(name), value));
    }
    return format == Format.YAML ? "---\n" + YamlText.write(tree) : JsonText.line(tree) + "\n";
  }

  private static Cell severity(EventView event) {
    return new Cell(
        event.severity().name().toLowerCase(Locale.ROOT), Layouts.tone(event.severity()));
  }

  private static String time(Instant at) {
    String text = at.truncatedTo(ChronoUnit.MILLIS).toString();
    return text.contains(".") ? text : text.replace("Z", ".000Z");
  }
}
