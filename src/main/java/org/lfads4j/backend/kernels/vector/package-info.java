/**
 * The inner loops on the Vector API, which is an incubating module: compiled on its own, and loaded
 * by name where the module is present.
 */
@org.lfads4j.config.Internal
package org.lfads4j.backend.kernels.vector;
