package dev.mossspore.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;

/**
 * Says in an operator's words why a text is not JSON. The parser's own messages quote whole words
 * of the text, and an unquoted pre-shared key is such a word; these show one character at most.
 */
final class JsonSyntax {
  private JsonSyntax() {}

  static JsonReader.Parsed.Broken explain(String text, JsonProcessingException failure) {
    int offset = offset(text, failure);
    Spot spot = Spot.at(text, offset);
    if (failure instanceof JsonEOFException || offset >= text.length()) {
      return new JsonReader.Parsed.Broken(
          spot, "the text ends before the value is complete", "add what is missing");
    }
    if (failure.getOriginalMessage().startsWith("Unrecognized character escape")) {
      return new JsonReader.Parsed.Broken(
          Spot.at(text, text.lastIndexOf('\\', offset)),
          "a backslash stands before a character that takes none",
          "write each backslash twice, as in C:\\\\ProgramData\\\\MossSpore");
    }
    char c = text.charAt(offset);
    if (c == '/' || c == '#') {
      return new JsonReader.Parsed.Broken(
          spot, "comments are not part of JSON", "remove the comment");
    }
    if ((c == '}' || c == ']') && text.substring(0, offset).stripTrailing().endsWith(",")) {
      return new JsonReader.Parsed.Broken(
          spot, "nothing follows the comma", "remove the comma before it");
    }
    if (c < ' ') {
      return new JsonReader.Parsed.Broken(
          spot, "a control character or line break stands here", "write it as an escape");
    }
    return new JsonReader.Parsed.Broken(
        spot,
        "not valid JSON: unexpected " + Quoted.of(Character.toString(text.codePointAt(offset))),
        "strings and names take double quotes, numbers and true, false, null take none");
  }

  private static int offset(String text, JsonProcessingException failure) {
    int offset = (int) failure.getLocation().getCharOffset();
    if (failure.getOriginalMessage().startsWith("Non-standard token")) {
      // Only here, at NaN and its kind, does the parser point behind the word.
      while (Character.isLetter(text.charAt(offset - 1))) {
        offset--;
      }
    }
    return offset;
  }
}
