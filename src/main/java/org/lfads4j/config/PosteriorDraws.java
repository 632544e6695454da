package org.lfads4j.config;

import java.util.List;

/**
 * How the samples of a posterior are drawn, as {@link RunOption#POSTERIOR_DRAWS} says. Each sample
 * has the posterior's own distribution whatever the way, so all means are without bias; the ways
 * differ in how samples depend on one another, and so in how far means over them are off.
 */
public enum PosteriorDraws {
  /** Each sample by itself. */
  PLAIN("plain", "drawn independently"),

  /**
   * Samples in pairs of opposite noise: what is odd in the noise, above all what is linear in it,
   * cancels in each pair (Hammersley and Morton 1956).
   */
  ANTITHETIC("antithetic", "drawn in pairs of opposite noise"),

  /**
   * Pairs of opposite noise, 16 pairs at a time, whose noise has one value in each of 32 intervals
   * of equal probability, in every dimension: Latin hypercubes (McKay, Beckman and Conover 1979).
   * What adds up from single dimensions nearly cancels too.
   */
  STRATIFIED("stratified", "drawn from Latin hypercubes in pairs of opposite noise");

  private final String word;
  private final String phrase;

  PosteriorDraws(String word, String phrase) {
    this.word = word;
    this.phrase = phrase;
  }

  /**
   * The one of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static PosteriorDraws of(String word) {
    return Words.find("posterior draws", values(), PosteriorDraws::word, word);
  }

  static List<String> words() {
    return Words.of(values(), PosteriorDraws::word);
  }

  /** Its name in files and options. */
  public String word() {
    return word;
  }

  /** How they are drawn, for a sentence with "samples" before it. */
  public String phrase() {
    return phrase;
  }
}
