package dev.mossspore.ctl.view;

/** A code of the catalogue. */
public record CodeView(
    String code, String kind, String severity, String summary, String cause, String fix) {}
