package org.lfads4j.cli;

import java.nio.file.Path;
import java.util.List;
import org.lfads4j.data.synthetic.Lorenz;

/** A model that trains in a fraction of a second, for the command line. */
final class SmallModel {
  /** Without the number of inferred inputs. */
  static final List<String> OPTIONS =
      List.of(
          "--max-epochs",
          "2",
          "--c_factors_dim",
          "3",
          "--c_gen_dim",
          "5",
          "--c_ic_dim",
          "4",
          "--c_ic_enc_dim",
          "4",
          "--c_ci_enc_dim",
          "4",
          "--c_con_dim",
          "4",
          "--c_batch_size",
          "5",
          "--c_kl_increase_steps",
          "2",
          "--c_l2_increase_steps",
          "2",
          "--num_samples_posterior",
          "3");

  private SmallModel() {}

  /** A recording for it, in a file of that name. */
  static String session(Path folder, String name) {
    Path file = folder.resolve(name);
    Lorenz.trials(
            Lorenz.defaults()
                .withConditions(3)
                .withRepeats(5)
                .withBins(10)
                .withNeurons(5)
                .withBinMs(20))
        .save(file);
    return file.toString();
  }
}
