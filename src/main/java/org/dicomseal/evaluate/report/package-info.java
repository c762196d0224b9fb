/**
 * The results as metrics.json, metrics.csv and one report.html that needs nothing beside it.
 * It measures nothing; what it prints comes from the result records.
 * Read Html first, then ImageReport and FingerprintReport.
 */
package org.dicomseal.evaluate.report;
