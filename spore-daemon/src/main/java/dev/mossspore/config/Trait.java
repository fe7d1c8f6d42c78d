package dev.mossspore.config;

/** What else is true of a key. */
enum Trait {
  /** A command-line flag overrides it. */
  FLAG,
  /** The part of the daemon that obeys it exists. */
  EFFECTIVE
}
