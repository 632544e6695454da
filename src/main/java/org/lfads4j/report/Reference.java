package org.lfads4j.report;

/** The papers that a methods paragraph may cite. */
enum Reference {
  /** LFADS. */
  LFADS(
      "Pandarinath et al., 2018",
      """
      @article{pandarinath2018lfads,
        author  = {Pandarinath, Chethan and O'Shea, Daniel J. and Collins, Jasmine and Jozefowicz,
                   Rafal and Stavisky, Sergey D. and Kao, Jonathan C. and Trautmann, Eric M. and
                   Kaufman, Matthew T. and Ryu, Stephen I. and Hochberg, Leigh R. and Henderson,
                   Jaimie M. and Shenoy, Krishna V. and Abbott, L. F. and Sussillo, David},
        title   = {Inferring single-trial neural population dynamics using sequential auto-encoders},
        journal = {Nature Methods},
        volume  = {15},
        pages   = {805--815},
        year    = {2018},
        doi     = {10.1038/s41592-018-0109-9}
      }
      """),

  /** Its first description, with the model in full. */
  LFADS_PREPRINT(
      "Sussillo et al., 2016",
      """
      @misc{sussillo2016lfads,
        author = {Sussillo, David and Jozefowicz, Rafal and Abbott, L. F. and Pandarinath, Chethan},
        title  = {{LFADS} - Latent Factor Analysis via Dynamical Systems},
        year   = {2016},
        eprint = {1608.06315},
        archivePrefix = {arXiv}
      }
      """),

  /** The optimiser. */
  ADAM(
      "Kingma and Ba, 2015",
      """
      @inproceedings{kingma2015adam,
        author    = {Kingma, Diederik P. and Ba, Jimmy},
        title     = {Adam: A Method for Stochastic Optimization},
        booktitle = {International Conference on Learning Representations},
        year      = {2015},
        eprint    = {1412.6980},
        archivePrefix = {arXiv}
      }
      """),

  /** Coordinated dropout. */
  COORDINATED_DROPOUT(
      "Keshtkaran and Pandarinath, 2019",
      """
      @inproceedings{keshtkaran2019coordinated,
        author    = {Keshtkaran, Mohammad Reza and Pandarinath, Chethan},
        title     = {Enabling hyperparameter optimization in sequential autoencoders for spiking
                     neural data},
        booktitle = {Advances in Neural Information Processing Systems},
        volume    = {32},
        year      = {2019}
      }
      """);

  private final String cite;
  private final String bibtex;

  Reference(String cite, String bibtex) {
    this.cite = cite;
    this.bibtex = bibtex;
  }

  /** Authors and year, as text cites it. */
  String cite() {
    return cite;
  }

  /** One entry, ended by a line break. */
  String bibtex() {
    return bibtex;
  }
}
