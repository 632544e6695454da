package org.lfads4j.weights;

import org.lfads4j.backend.ParameterValues;
import org.lfads4j.model.ModelSpec;

/**
 * A model that another implementation trained.
 *
 * @param spec its structure, as this library writes it
 * @param values its parameters, under this library's names
 */
public record ImportedModel(ModelSpec spec, ParameterValues values) {}
