/**
 * A fit in words and pictures: the page with its charts and tables, the methods paragraph, and the
 * cards of notebooks. All HTML is written here. Gets what it shows as values. No numerics.
 */
package org.lfads4j.report;
