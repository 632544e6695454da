/**
 * How fast backends are: on made-up trials, everything that is compared in one run, round after
 * round. Measures and returns; prints nothing.
 */
package org.lfads4j.backend.bench;
