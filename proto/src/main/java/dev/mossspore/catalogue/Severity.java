package dev.mossspore.catalogue;

/** How much a code should worry an operator, the least first. */
public enum Severity {
  INFO,
  WARNING,
  ERROR
}
