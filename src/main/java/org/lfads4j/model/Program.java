package org.lfads4j.model;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lfads4j.config.Internal;

/** What can be computed with the model: which results from which inputs. */
@Internal
public enum Program {
  /** The cost of a batch; the total comes first, and gradients are those of the total. */
  OBJECTIVE {
    @Override
    void compute(Context c) {
      Objective objective = c.model.objective();
      c.put(Result.TOTAL, objective.total());
      c.put(Result.RECONSTRUCTION, objective.terms().reconstruction());
      c.put(Result.IC_DIVERGENCE, objective.terms().icDivergence());
      c.put(Result.INPUT_DIVERGENCE, objective.terms().inputDivergence());
      c.put(Result.L2, objective.terms().l2());
      c.put(Result.CORRELATION, objective.terms().correlation());
    }
  },
  /** Posteriors from spikes. */
  ENCODE {
    @Override
    void compute(Context c) {
      Encoding encoding = c.model.encode();
      encoding
          .initialCondition()
          .ifPresent(
              ic -> {
                c.put(Result.IC_MEAN, ic.meanBZ());
                c.put(Result.IC_LOG_VARIANCE, ic.logVarBZ());
                c.put(Result.IC_PRIOR_MEAN, c.model.icPriorMean());
                c.put(Result.IC_PRIOR_LOG_VARIANCE, c.model.icPriorLogVariance());
              });
      encoding
          .controller()
          .ifPresent(
              controller -> {
                c.put(Result.CONTROLLER_FORWARD, controller.forwardTBE());
                controller.reverseTBE().ifPresent(r -> c.put(Result.CONTROLLER_REVERSE, r));
              });
    }
  },
  /** Rates from posteriors that are encoded already, averaged over each trial's samples. */
  DECODE {
    @Override
    void compute(Context c) {
      Encoding encoding = c.encodingFromInputs();
      Decoding decoding = c.model.decode(encoding, c.samples);
      c.putDecoding(decoding);
      TrialTerms terms = c.model.terms(encoding, decoding, c.samples);
      c.put(Result.ROW_RECONSTRUCTION, terms.reconstructionR());
      c.put(Result.ROW_IC_DIVERGENCE, terms.icDivergenceR());
      c.put(Result.ROW_INPUT_DIVERGENCE, terms.inputDivergenceR());
    }
  },
  /** Rates from given initial conditions and inputs. */
  GENERATE {
    @Override
    void compute(Context c) {
      c.putDecoding(c.model.generate());
    }
  };

  abstract void compute(Context context);

  /**
   * Computes or records this program with a backend's tensors.
   *
   * @param samples rows for each trial ({@link #DECODE} only; 1 elsewhere)
   * @return the results in the order of {@link Result}
   */
  public Map<Result, Tensor> results(
      Graph graph, ModelSpec spec, SessionSpec session, int samples) {
    Context context = new Context(graph, spec, new LfadsModel(graph, spec, session), samples);
    compute(context);
    return context.results;
  }

  /** What a program works with. */
  static final class Context {
    private final Graph graph;
    private final ModelSpec spec;
    private final LfadsModel model;
    private final int samples;
    private final Map<Result, Tensor> results = new EnumMap<>(Result.class);

    private Context(Graph graph, ModelSpec spec, LfadsModel model, int samples) {
      this.graph = graph;
      this.spec = spec;
      this.model = model;
      this.samples = samples;
    }

    private void put(Result result, Tensor tensor) {
      results.put(result, tensor);
    }

    private Encoding encodingFromInputs() {
      return new Encoding(
          spec.hasIcEncoder()
              ? Optional.of(
                  new Encoding.InitialCondition(
                      graph.required(Input.IC_MEAN), graph.required(Input.IC_LOG_VARIANCE)))
              : Optional.empty(),
          spec.hasController()
              ? Optional.of(
                  new Encoding.ControllerInput(
                      graph.required(Input.CONTROLLER_FORWARD),
                      graph.input(Input.CONTROLLER_REVERSE)))
              : Optional.empty());
    }

    private void putDecoding(Decoding decoding) {
      put(Result.OUTPUT_MEAN, averaged(model.expected(decoding)));
      model.variance(decoding).ifPresent(v -> put(Result.OUTPUT_VARIANCE, averaged(v)));
      put(Result.FACTORS, averaged(decoding.factorsTRF()));
      put(Result.GENERATOR_STATES, averaged(decoding.generatorTRG()));
      put(Result.GENERATOR_START, averaged(graph.stack(List.of(decoding.generatorStartRG()))));
      decoding
          .inferredInputs()
          .ifPresent(
              u -> {
                put(Result.INPUTS, averaged(u.inputsTRU()));
                put(Result.INPUT_MEAN, averaged(u.meanTRU()));
                put(Result.INPUT_VARIANCE, averaged(u.logVarTRU().exp()));
              });
    }

    private Tensor averaged(Tensor tensorTRK) {
      return samples == 1 ? tensorTRK : tensorTRK.averageSamples(samples);
    }
  }
}
