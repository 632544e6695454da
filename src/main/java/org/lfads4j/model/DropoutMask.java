package org.lfads4j.model;

import java.util.ArrayList;
import java.util.List;
import org.lfads4j.config.Internal;
import org.lfads4j.config.RunParams;

/**
 * A place where units are dropped while training. All places keep a unit with the same probability,
 * {@code c_keep_prob}, and divide what is kept by it.
 *
 * @param input the mask, as the model reads it
 * @param isPerBin whether each bin has a mask of its own; else one mask serves the trial
 * @param units units of one mask
 */
@Internal
public record DropoutMask(Input input, boolean isPerBin, int units) {
  /**
   * The masks of one session's trials: what the encoders read (one mask for all of them), external
   * inputs, the initial-condition code, the controller's inputs, and the way from generator to
   * factors. Each only where the model has the place; none where {@code c_keep_prob} is 1.
   */
  public static List<DropoutMask> of(ModelSpec spec, SessionSpec session) {
    RunParams params = spec.params();
    List<DropoutMask> masks = new ArrayList<>();
    if (params.keepProb() == 1) {
      return masks;
    }
    masks.add(new DropoutMask(Input.SPIKE_MASK, true, session.encoderNeurons().size()));
    if (params.extInputDim() > 0) {
      masks.add(new DropoutMask(Input.EXTERNAL_MASK, true, params.extInputDim()));
    }
    if (spec.hasIcEncoder()) {
      masks.add(new DropoutMask(Input.IC_CODE_MASK, false, 2 * params.icEncDim()));
    }
    if (spec.hasController()) {
      masks.add(new DropoutMask(Input.CONTROLLER_FORWARD_MASK, true, params.ciEncDim()));
    }
    if (spec.hasReverseControllerEncoder()) {
      masks.add(new DropoutMask(Input.CONTROLLER_REVERSE_MASK, true, params.ciEncDim()));
    }
    if (spec.hasFeedback()) {
      masks.add(new DropoutMask(Input.FEEDBACK_MASK, true, spec.feedbackUnits()));
    }
    masks.add(new DropoutMask(Input.GENERATOR_MASK, true, params.genDim()));
    return masks;
  }
}
