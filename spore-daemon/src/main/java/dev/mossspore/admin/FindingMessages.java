package dev.mossspore.admin;

import dev.mossspore.admin.v1.Severity;
import dev.mossspore.doctor.Finding;

/** Findings as messages. */
final class FindingMessages {
  private FindingMessages() {}

  static dev.mossspore.admin.v1.Finding of(Finding finding) {
    return dev.mossspore.admin.v1.Finding.newBuilder()
        .setCode(finding.code())
        .setSeverity(severity(finding))
        .setSubject(finding.subject())
        .setMessage(finding.message())
        .setFix(finding.fix())
        .build();
  }

  private static Severity severity(Finding finding) {
    return switch (finding.severity()) {
      case INFO -> Severity.SEVERITY_INFO;
      case WARNING -> Severity.SEVERITY_WARNING;
      case ERROR -> Severity.SEVERITY_ERROR;
    };
  }
}
