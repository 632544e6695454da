/**
 * Carries runs out on a cluster with Apache Spark: each run is a task of a job. Spark comes from
 * the cluster and is no part of this program; only this package knows it. Where executors see the
 * folder of the collection they work in it, as any other process does. Where they do not, what a
 * run needs travels to them, and what it leaves travels back.
 */
package org.lfads4j.runs.spark;
