/**
 * Data sets: reading, writing, dictionary, transfer syntaxes and pixel data, written from PS3.5, PS3.6 and PS3.10.
 * No sockets, no cryptography; a value that is large stays where it is until it is asked for.
 * Read DataSet first.
 */
package org.dicomseal.dicom;
