/**
 * The inner loops on the Vector API, which is an incubating module: compiled on its own, and loaded
 * by name where the module is present.
 */
package org.lfads4j.backend.kernels.vector;
