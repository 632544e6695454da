package org.lfads4j.config;

/**
 * How the program treats a hyperparameter.
 *
 * @param scope the hashes it enters
 * @param availability whether it acts
 * @param sentence why it does not, empty when it acts
 */
record Standing(HashScope scope, Availability availability, String sentence) {
  static final Standing USUAL = new Standing(HashScope.PARAMS, Availability.ACTIVE, "");

  Standing hashed(HashScope other) {
    return new Standing(other, availability, sentence);
  }

  Standing inert(String other) {
    return new Standing(scope, Availability.INERT, other);
  }
}
