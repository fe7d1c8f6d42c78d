package dev.mossspore.ctl.view;

import java.util.List;

/** What a spore found wrong with itself, and of how many checks. */
public record DoctorView(long checks, List<FindingView> findings) {}
