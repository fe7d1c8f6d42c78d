package dev.mossspore.ctl.view;

/** What is public of an identity file. */
public record IdentityView(
    String file, int bytes, String fingerprint, String publicKey, String noisePublicKey) {}
