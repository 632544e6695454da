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
      """),

  /** AutoLFADS. */
  AUTO_LFADS(
      "Keshtkaran et al., 2022",
      """
      @article{keshtkaran2022autolfads,
        author  = {Keshtkaran, Mohammad Reza and Sedler, Andrew R. and Chowdhury, Raeed H. and
                   Tandon, Raghav and Basrai, Diya and Nguyen, Sarah L. and Sohn, Hansem and
                   Jazayeri, Mehrdad and Miller, Lee E. and Pandarinath, Chethan},
        title   = {A large-scale neural network training framework for generalized estimation of
                   single-trial population dynamics},
        journal = {Nature Methods},
        volume  = {19},
        pages   = {1572--1577},
        year    = {2022},
        doi     = {10.1038/s41592-022-01675-0}
      }
      """),

  /** Population based training. */
  POPULATION_BASED_TRAINING(
      "Jaderberg et al., 2017",
      """
      @misc{jaderberg2017population,
        author = {Jaderberg, Max and Dalibard, Valentin and Osindero, Simon and Czarnecki, Wojciech
                  M. and Donahue, Jeff and Razavi, Ali and Vinyals, Oriol and Green, Tim and
                  Dunning, Iain and Simonyan, Karen and Fernando, Chrisantha and Kavukcuoglu,
                  Koray},
        title  = {Population Based Training of Neural Networks},
        year   = {2017},
        eprint = {1711.09846},
        archivePrefix = {arXiv}
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
