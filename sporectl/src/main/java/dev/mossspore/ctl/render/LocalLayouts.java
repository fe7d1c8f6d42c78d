package dev.mossspore.ctl.render;

import dev.mossspore.ctl.view.CodeView;
import dev.mossspore.ctl.view.IdentityView;
import java.util.ArrayList;
import java.util.List;

/** What is shown without asking a host. */
public final class LocalLayouts {
  /** Public parts of identity files. */
  public static final Presentation<List<IdentityView>, IdentityView> IDENTITY =
      new Presentation<>(
          "identity/1",
          IdentityView.class,
          files -> files,
          List.of(
              Column.<IdentityView>text("FILE", IdentityView::file),
              Column.<IdentityView>number("BYTES", file -> Integer.toString(file.bytes())),
              Column.<IdentityView>text("FINGERPRINT", IdentityView::fingerprint),
              Column.<IdentityView>text("PUBLIC KEY", IdentityView::publicKey).droppedAt(1)),
          "no files",
          LocalLayouts::identities);

  /** All codes, one line each. */
  public static final Presentation<List<CodeView>, CodeView> CODES =
      new Presentation<>(
          "explain/1",
          CodeView.class,
          codes -> codes,
          List.of(
              Column.<CodeView>text("CODE", CodeView::code),
              Column.<CodeView>text("KIND", CodeView::kind),
              Column.<CodeView>text("SEVERITY", CodeView::severity).droppedAt(1),
              Column.<CodeView>text("MEANS", CodeView::summary).cutShort()),
          "no codes",
          null);

  /** One code in full, in each of its meanings. */
  public static final Presentation<List<CodeView>, CodeView> CODE =
      new Presentation<>(
          "explain/1",
          CodeView.class,
          CODES.rows(),
          CODES.columns(),
          CODES.none(),
          LocalLayouts::meanings);

  private LocalLayouts() {}

  private static List<Line> identities(List<IdentityView> files) {
    List<Line> lines = new ArrayList<>();
    for (IdentityView file : files) {
      if (!lines.isEmpty()) {
        lines.add(Line.of("", ""));
      }
      lines.add(Line.of("file", file.file()));
      lines.add(Line.of("form", file.bytes() + " bytes"));
      lines.add(Line.of("fingerprint", file.fingerprint()));
      lines.add(Line.of("public key", file.publicKey()));
      lines.add(Line.of("noise key", file.noisePublicKey()));
    }
    return lines;
  }

  private static List<Line> meanings(List<CodeView> codes) {
    List<Line> lines = new ArrayList<>();
    for (CodeView code : codes) {
      if (!lines.isEmpty()) {
        lines.add(Line.of("", ""));
      }
      lines.add(
          Line.of("code", "%s (%s, %s)".formatted(code.code(), code.kind(), code.severity())));
      lines.add(Line.of("means", code.summary()));
      lines.add(Line.of("why", code.cause()));
      lines.add(Line.of("what to do", code.fix()));
    }
    return lines;
  }
}
