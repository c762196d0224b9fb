/**
 * Measures what sealing and marking do to images, and how well fingers are told apart: the measures of the literature, each with what it proves.
 * It calls the other packages as they are and changes nothing in them; commands and the network have no place here.
 * Read FolderEvaluation first, then ImageEvaluation; the tables and pictures are made in evaluate.report.
 */
package org.dicomseal.evaluate;
