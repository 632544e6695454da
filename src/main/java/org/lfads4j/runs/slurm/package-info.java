/**
 * Carries runs out on a cluster with Slurm. An array job has one task for each run; a small second
 * job starts when the array has ended, and goes on with what is to be done then: the next
 * generation of a population, or runs that a time limit cut short. So nothing has to stay logged
 * in. All that the jobs need is in the collection's folder, which every node must see:
 *
 * <pre>
 * collection/slurm/
 *   lfads4j.sh     starts the program; a person may edit it, for example to load a module with Java
 *   part.sh        carries out one run of a list
 *   list-NUMBER    the runs of one array job, a line each: epochs so far, folder
 *   job-NUMBER     the id of that job
 *   next-NUMBER    the id of the job that goes on after it
 *   log/           what the tasks printed
 * </pre>
 */
package org.lfads4j.runs.slurm;
