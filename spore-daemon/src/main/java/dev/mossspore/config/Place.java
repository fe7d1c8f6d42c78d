package dev.mossspore.config;

import java.nio.file.Path;

/** Where a value comes from; its text form is what an operator reads. */
public sealed interface Place {
  /** No source gave the value. */
  Place BUILT_IN = new BuiltIn();

  /** The kind of place. */
  Source source();

  /** The default of the key table. */
  record BuiltIn() implements Place {
    @Override
    public Source source() {
      return Source.DEFAULT;
    }

    @Override
    public String toString() {
      return "default";
    }
  }

  /**
   * The configuration file.
   *
   * @param line from 1; 0 means the file as a whole
   * @param column from 1; 0 means the file as a whole
   */
  record InFile(Path file, int line, int column) implements Place {
    @Override
    public Source source() {
      return Source.FILE;
    }

    @Override
    public String toString() {
      String name = Quoted.escaped(file.toString());
      return line == 0 ? name : name + ", line " + line + ", column " + column;
    }
  }

  /** An environment variable. */
  record Variable(String name) implements Place {
    @Override
    public Source source() {
      return Source.ENV;
    }

    @Override
    public String toString() {
      return "environment variable " + Quoted.plain(name);
    }
  }

  /** A command-line flag, with its dashes. */
  record Flag(String name) implements Place {
    @Override
    public Source source() {
      return Source.FLAG;
    }

    @Override
    public String toString() {
      return "flag " + name;
    }
  }
}
