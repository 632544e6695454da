package org.lfads4j.config;

/**
 * What is said of a hyperparameter.
 *
 * @param unit what its value counts or measures
 * @param description what it is
 * @param changes what observably changes when it changes
 */
record Words(String unit, String description, String changes) {}
