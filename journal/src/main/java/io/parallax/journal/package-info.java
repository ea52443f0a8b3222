/**
 * Sessions on disk: one directory per run, written by one thread of one process, verified by whoever reads it.
 *
 * <pre>
 *   data/sessions/20260401-120000-1a2b3c4d/
 *     session.lock          exclusive OS lock while the writer lives; its content means nothing
 *     queue/19700101F.cq4   Chronicle Queue file: the records (see RecordFormat)
 *     queue/metadata.cq4t   Chronicle's own table
 *     seal.json             written last, on a clean end: counts, chain, state hash, SHA-256 of every queue file
 * </pre>
 *
 * Chronicle writes; it is not trusted to read. {@link io.parallax.journal.SessionReader} walks the file's documents
 * itself, over plain reads: that needs no JVM flags, changes no file, survives truncated and damaged files, and stays
 * possible on JDKs on which Chronicle no longer runs. The journal thread writes; everything here that reads may run on
 * any thread or in another process, also while the session is being written.
 */
package io.parallax.journal;
