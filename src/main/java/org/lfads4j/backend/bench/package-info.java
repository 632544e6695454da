/**
 * Measures how fast backends are, on generated trials. What is compared is measured in one run, in
 * turn, round after round. Returns numbers and prints nothing.
 */
@org.lfads4j.config.Internal
package org.lfads4j.backend.bench;
