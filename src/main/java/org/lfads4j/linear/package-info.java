/**
 * Linear algebra: eigenvalues, principal components, least squares with and without damping, and
 * ridge regression whose penalty is chosen by cross-validation. A matrix is an array of rows, in
 * double precision. Knows numbers only: no trials, sessions, neurons or settings. EJML does the
 * work; no other room knows it.
 */
@org.lfads4j.config.Internal
package org.lfads4j.linear;
