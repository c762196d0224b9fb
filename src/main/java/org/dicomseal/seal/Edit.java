package org.dicomseal.seal;

import java.util.List;
import org.dicomseal.dicom.DataSet;

/**
 * What sealing took out of one data set, and what has to go when it is put back.
 *
 * @param absent    tags that the original didn't have: sealing added them, or an archive makes them from the carrier
 * @param originals elements as the original had them, save those whose values are streamed
 */
record Edit(ItemPath path, List<Integer> absent, DataSet originals) {
}
