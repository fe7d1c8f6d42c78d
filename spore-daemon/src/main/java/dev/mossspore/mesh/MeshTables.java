package dev.mossspore.mesh;

/**
 * How much the mesh remembers: entries of its tables, each of which has a cap.
 *
 * @param peers connected peers
 * @param known peers in the directory
 * @param scores score records
 * @param dialHistories known peers with a past of dials
 * @param seeds addresses of unknown peers
 * @param dialsInFlight dials that have not ended
 */
public record MeshTables(
    int peers, int known, int scores, int dialHistories, int seeds, int dialsInFlight) {}
