/**
 * Storage commitment on both sides (PS3.4 annex J): what modalities ask of us, and what we ask of archives before bytes are deleted here.
 * How objects get to an archive is told in the package above; here it is asked whether they are there to stay.
 * Read Commitments first.
 */
package org.dicomseal.node.commit;
