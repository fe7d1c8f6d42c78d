package dev.mossspore.ctl.tree;

import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Rows as CSV: RFC 4180, with line feeds between rows and none in them, see {@link Printable}. */
public final class CsvText {
  private CsvText() {}

  /** The rows under these columns, with or without a header; a row may lack some. */
  public static String write(List<String> columns, List<Map<String, String>> rows, boolean header) {
    CsvSchema.Builder schema = CsvSchema.builder();
    columns.forEach(schema::addColumn);
    StringWriter out = new StringWriter();
    try (CsvGenerator generator = new CsvFactory().createGenerator(out)) {
      generator.enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING);
      generator.setSchema(schema.build().withHeader());
      for (Map<String, String> row : rows) {
        generator.writeStartObject();
        for (var cell : row.entrySet()) {
          generator.writeStringField(cell.getKey(), Printable.text(cell.getValue()));
        }
        generator.writeEndObject();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (rows.isEmpty()) {
      return header ? String.join(",", columns) + "\n" : "";
    }
    String text = out.toString();
    return header ? text : text.substring(text.indexOf('\n') + 1);
  }
}
