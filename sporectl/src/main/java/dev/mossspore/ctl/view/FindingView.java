package dev.mossspore.ctl.view;

/** One thing found: its code is in the catalogue. */
public record FindingView(
    String code, Severity severity, String subject, String message, String fix) {}
