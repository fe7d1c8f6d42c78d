package dev.mossspore.ctl.fleet;

/**
 * Why a host gave no answer.
 *
 * @param code of the catalogue: {@code sporectl explain CODE} tells more
 * @param fix what the operator can do, empty if there is nothing short to say
 */
public record Failure(String code, String message, String fix) {}
