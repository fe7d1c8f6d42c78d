package dev.mossspore.ctl.view;

import java.util.List;
import java.util.stream.Stream;

/** What is wrong with a spore, and of how many checks. */
public record DoctorView(long checks, List<FindingView> findings) {
  /** With the findings of as many more checks. */
  public DoctorView with(int moreChecks, List<FindingView> more) {
    return new DoctorView(
        checks + moreChecks, Stream.concat(findings.stream(), more.stream()).toList());
  }
}
