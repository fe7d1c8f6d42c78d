package dev.mossspore.config;

import java.util.List;

/** A JSON value that remembers where it stood. */
sealed interface Json {
  Spot spot();

  /** What it is, with an article. */
  String kind();

  /** What it is and, where that is short, what it says. */
  default String describe() {
    return kind();
  }

  /** An object; duplicate names are kept in order. */
  record Obj(Spot spot, List<Member> members) implements Json {
    @Override
    public String kind() {
      return "an object";
    }
  }

  /** A name and its value. */
  record Member(Spot spot, String name, Json value) {}

  /** A list. */
  record Arr(Spot spot, List<Json> elements) implements Json {
    @Override
    public String kind() {
      return "a list";
    }
  }

  /** A string. */
  record Str(Spot spot, String text) implements Json {
    @Override
    public String kind() {
      return "a string";
    }

    @Override
    public String describe() {
      return "a string " + Quoted.of(text);
    }
  }

  /**
   * A number as it was written.
   *
   * @param whole written without fraction and exponent
   */
  record Num(Spot spot, String text, boolean whole) implements Json {
    @Override
    public String kind() {
      return "a number";
    }

    @Override
    public String describe() {
      return Quoted.plain(text);
    }
  }

  /** {@code true} or {@code false}. */
  record Bool(Spot spot, boolean value) implements Json {
    @Override
    public String kind() {
      return Boolean.toString(value);
    }
  }

  /** {@code null}. */
  record Nil(Spot spot) implements Json {
    @Override
    public String kind() {
      return "null";
    }
  }
}
