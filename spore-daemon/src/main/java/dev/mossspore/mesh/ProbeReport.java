package dev.mossspore.mesh;

/**
 * What came of asking peers to dial this node.
 *
 * @param confirmed whether one has done so at the address that is announced
 * @param asked whether any was asked
 * @param askedAt when one was last asked; nanoseconds of the clock
 */
public record ProbeReport(boolean confirmed, boolean asked, long askedAt) {
  /** Before anybody was asked. */
  public static final ProbeReport NONE = new ProbeReport(false, false, 0);
}
