package dev.mossspore.doctor;

import dev.mossspore.catalogue.Catalogue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Makes every check there is. */
public final class Doctor {
  private final List<Check> checks;
  private final Catalogue catalogue;

  /** Looks at one thing; empty if it is in order. */
  @FunctionalInterface
  interface Check extends Function<Facts, Optional<Complaint>> {}

  /** What a check found, before the catalogue has its say. */
  record Complaint(String code, String subject, String details) {
    static Optional<Complaint> when(boolean wrong, String code, String subject, String details) {
      return wrong ? Optional.of(new Complaint(code, subject, details)) : Optional.empty();
    }
  }

  public Doctor(Catalogue catalogue) {
    this.catalogue = catalogue;
    this.checks =
        Stream.of(NodeChecks.ALL, FileChecks.ALL, HostChecks.ALL, ConfigChecks.ALL)
            .flatMap(List::stream)
            .toList();
  }

  public Diagnosis examine(Facts facts) {
    List<Finding> findings = new ArrayList<>();
    for (Check check : checks) {
      check
          .apply(facts)
          .map(found -> Finding.of(catalogue, found.code(), found.subject(), found.details()))
          .ifPresent(findings::add);
    }
    findings.sort(Comparator.comparing(Finding::severity).reversed());
    return new Diagnosis(findings, checks.size());
  }
}
