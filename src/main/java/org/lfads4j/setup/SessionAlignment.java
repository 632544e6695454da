package org.lfads4j.setup;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lfads4j.alignment.Aligned;
import org.lfads4j.alignment.AlignmentApproach;
import org.lfads4j.config.Message;
import org.lfads4j.config.RunParams;
import org.lfads4j.data.Alignment;
import org.lfads4j.data.Grid;
import org.lfads4j.data.Trials;
import org.lfads4j.model.SessionSpec;

/**
 * The matrices from which the read-ins of sessions start: none, those that came with the
 * recordings, or those that an alignment approach computes.
 *
 * @param matrices one a session, of all its neurons; empty where nothing is aligned
 * @param aligned what the approach made, if one did
 */
record SessionAlignment(List<Alignment> matrices, Optional<Aligned> aligned) {
  private static final SessionAlignment NONE = new SessionAlignment(List.of(), Optional.empty());

  /** Why the sessions cannot be aligned, if they cannot; each was checked by itself before. */
  static List<Message> problems(RunSetup run) {
    RunParams params = run.params();
    if (!isWanted(run.recordings().size(), params)) {
      return List.of();
    }
    List<Preparation.Session> sessions = run.sessions();
    if (sessions.stream().allMatch(each -> each.trials().alignment().isPresent())) {
      return List.of();
    }
    try {
      chosen(params, run.approach())
          .check(known(sessions), params.factorsDim(), params.alignmentExtraArgs());
      return List.of();
    } catch (IllegalArgumentException e) {
      return List.of(Message.of(e));
    }
  }

  private static AlignmentApproach chosen(RunParams params, Optional<AlignmentApproach> approach) {
    return approach.orElseGet(() -> AlignmentApproach.named(params.alignmentApproach()));
  }

  private static List<Trials> known(List<Preparation.Session> sessions) {
    return sessions.stream().map(Preparation.Session::known).toList();
  }

  static SessionAlignment of(
      List<Preparation.Session> sessions, RunParams params, Optional<AlignmentApproach> approach) {
    if (!isWanted(sessions.size(), params)) {
      return NONE;
    }
    List<Alignment> own =
        sessions.stream().map(each -> each.trials().alignment()).flatMap(Optional::stream).toList();
    if (own.size() == sessions.size()) {
      List<Trials> trials = sessions.stream().map(Preparation.Session::training).toList();
      return new SessionAlignment(own, Optional.of(Aligned.given(trials, own)));
    }
    Aligned aligned =
        chosen(params, approach)
            .align(known(sessions), params.factorsDim(), params.alignmentExtraArgs());
    List<Alignment> whole = new ArrayList<>();
    for (int i = 0; i < sessions.size(); i++) {
      whole.add(ofAllNeurons(aligned.matrices().get(i), sessions.get(i).trials()));
    }
    return new SessionAlignment(List.copyOf(whole), Optional.of(aligned));
  }

  /** The matrix of a new session, aligned to sessions that a model was trained on. */
  static SessionAlignment like(Preparation.Session session, Optional<Aligned> others) {
    return others
        .map(
            aligned ->
                new SessionAlignment(
                    List.of(ofAllNeurons(aligned.of(session.known()), session.trials())),
                    Optional.<Aligned>empty()))
        .orElse(NONE);
  }

  /** One hyperparameter switches alignment on for several sessions, another for one session. */
  static boolean isWanted(int sessions, RunParams params) {
    return sessions > 1 ? params.useAlignmentMatrix() : params.useSingleDatasetAlignmentMatrix();
  }

  List<SessionSpec> applied(List<SessionSpec> specs) {
    if (matrices.isEmpty()) {
      return specs;
    }
    List<SessionSpec> out = new ArrayList<>();
    for (int i = 0; i < specs.size(); i++) {
      SessionSpec spec = specs.get(i);
      out.add(
          new SessionSpec(
              spec.name(),
              spec.neurons(),
              spec.encoderNeurons(),
              spec.outputBias(),
              Optional.of(matrices.get(i))));
    }
    return out;
  }

  /** With rows of zeros for the neurons that the encoders do not see. */
  private static Alignment ofAllNeurons(Alignment seen, Trials trials) {
    int factors = seen.matrix().columns();
    float[] known = seen.matrix().toArray();
    float[] all = new float[trials.neurons() * factors];
    List<Double> bias = new ArrayList<>();
    int next = 0;
    for (int n = 0; n < trials.neurons(); n++) {
      if (trials.heldOutNeurons().contains(trials.neuronNames().get(n))) {
        bias.add(0.0);
      } else {
        System.arraycopy(known, next * factors, all, n * factors, factors);
        bias.add(seen.bias().get(next));
        next++;
      }
    }
    return new Alignment(Grid.of(trials.neurons(), factors, all), bias);
  }
}
