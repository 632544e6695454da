/**
 * Many runs in one folder: sweeps over sessions, hyperparameters and seeds, and each run can be
 * stopped at any moment and continued later. A run is a small description that any process can
 * carry out, and several processes may work on one collection. A {@link
 * org.lfads4j.runs.RunExecutor} decides where.
 *
 * <pre>
 * collection/
 *   runs.csv, summary.txt          all runs, as they were after the last training
 *   data_HASH/                     recordings, shared by the runs with this data hash
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
 *     lock                         held by the process that runs it
 *     lease-NUMBER, lease-clock    in its place where the file system gives no locks
 * </pre>
 *
 * <p>The folder of a population (AutoLFADS) is a collection whose runs continue from each other. It
 * also has {@code population.json}, with what was asked for and the members of every complete
 * generation, and the same members as a table in {@code generations.csv}.
 *
 * <p>A damaged file is renamed to {@code damaged-NAME} or written again: a checkpoint is replaced
 * by the one before, a manifest follows from the files beside it, data and description follow from
 * the specs. A file that a newer version of the program wrote is never changed.
 *
 * <p>Names contain the first eight digits of hashes; {@link org.lfads4j.config.Hashes} says what
 * they depend on. If data change, their hash changes, and a run on the new data gets a new folder.
 * Every file is written under a hidden name, synced and renamed. So a process that dies leaves only
 * whole files, and perhaps hidden partial ones, which the next process removes.
 */
package org.lfads4j.runs;
