/**
 * How the model is executed: eagerly over an engine's arrays, compiled into one operator, or fused
 * (in its own package, without an engine, its parameters in Java arrays); parameters, devices and
 * randomness. Knows no training policy.
 */
package org.lfads4j.backend;
