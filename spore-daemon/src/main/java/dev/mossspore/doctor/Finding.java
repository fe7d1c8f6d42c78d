package dev.mossspore.doctor;

import dev.mossspore.catalogue.Catalogue;
import dev.mossspore.catalogue.Entry;
import dev.mossspore.catalogue.Kind;
import dev.mossspore.catalogue.Severity;

/**
 * Something an operator should know.
 *
 * @param code of the catalogue
 * @param subject what it is about: a key, a path, an address; may be empty
 * @param message what was found, with its figures
 * @param fix what to do about it
 */
public record Finding(String code, Severity severity, String subject, String message, String fix) {
  /**
   * A finding in the words of the catalogue.
   *
   * @param details figures that say more than the catalogue can; may be empty
   */
  static Finding of(Catalogue catalogue, String code, String subject, String details) {
    Entry entry = catalogue.require(Kind.FINDING, code);
    String message = details.isEmpty() ? entry.summary() : entry.summary() + " " + details;
    return new Finding(code, entry.severity(), subject, message, entry.fix());
  }
}
