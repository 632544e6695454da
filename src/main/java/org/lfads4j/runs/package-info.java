/**
 * Many runs in one folder: sweeps over sessions, hyperparameters and seeds, each run resumable at
 * any moment. A run is a small description that any process can carry out; several processes may be
 * at one collection.
 *
 * <pre>
 * collection/
 *   runs.csv, summary.txt          all runs, as the last training left them
 *   data_HASH/                     what goes in, shared by the runs with this data hash
 *     data.json                    sessions and content hashes; written last
 *     SESSION.h5                   counts in the model's bins, split
 *   param_HASH/RUN.data_HASH/      one run: these settings, this name, these data
 *     run.json                     what it is: sessions, hyperparameters, options, hashes
 *     manifest.json                what happened: state, attempts, versions, hashes of outputs
 *     summary.txt                  the same in words
 *     checkpoints/                 recent-EPOCH.npz, best-EPOCH.npz
 *     fit_log.csv                  one line an epoch
 *     model.h5, training.npz       the fit: Lfads.load(folder) reads it
 *     posterior.h5, scores.json    posterior means, scores on validation trials
 *     lock                         held by the process that carries the run out
 *     lease-NUMBER, lease-clock    in its place where the file system gives no locks
 * </pre>
 *
 * <p>A damaged file is set aside under the name {@code damaged-NAME}, or written anew from what
 * there is: checkpoints give way to the one before, a manifest to the files beside it, data and
 * description to the specs. A file of a newer version of the program is never touched.
 *
 * <p>Hashes in names are the first eight digits; {@link org.lfads4j.config.Hashes} says what enters
 * them. Data that changed have another data hash, so that a run on the new data has a folder of its
 * own beside the old one. Every file is written under another name, synced and renamed; a process
 * that dies leaves whole files only, and at most hidden partial ones, which the next one removes.
 */
package org.lfads4j.runs;
