/**
 * A fit in words and pictures: the page with its charts and tables, the paragraph for a methods
 * section, and the cards that notebooks show. All HTML is written here. {@link
 * org.lfads4j.report.FitSummary} and posterior means are all that it gets of a fit. No numerics.
 */
@org.lfads4j.config.Internal
package org.lfads4j.report;
