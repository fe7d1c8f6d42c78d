package dev.mossspore.doctor;

import java.util.List;

/**
 * What all checks came to.
 *
 * @param findings the gravest first; empty if all is well
 * @param checks how many were made
 */
public record Diagnosis(List<Finding> findings, int checks) {
  public Diagnosis {
    findings = List.copyOf(findings);
  }
}
