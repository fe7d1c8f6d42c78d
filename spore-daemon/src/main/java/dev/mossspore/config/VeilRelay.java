package dev.mossspore.config;

/**
 * An entry of {@code veil.relays}, kept so that files of the Go daemon load (chapter 07 section
 * 4.3).
 *
 * @param addr where the relay listens
 * @param coverSni server name it answers to
 * @param pubkey its public key
 */
public record VeilRelay(String addr, String coverSni, String pubkey) {}
