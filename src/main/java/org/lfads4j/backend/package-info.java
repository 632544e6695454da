/**
 * The contract of everything that executes the model: batches, parameters, gradients, random
 * numbers, and the providers among which a backend is chosen. Knows no backend, no engine and no
 * rule of training. The backends are in packages below this one, and {@link
 * org.lfads4j.backend.BackendProvider} says how another one is added.
 */
package org.lfads4j.backend;
