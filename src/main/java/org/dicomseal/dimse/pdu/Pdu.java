package org.dicomseal.dimse.pdu;

/**
 * A PDU that is small enough to be held as a whole: all but P-DATA-TF, whose bytes are streamed (PS3.8 section 9.3).
 */
public sealed interface Pdu permits AssociateRequest, AssociateAccept, AssociateReject, ReleaseRequest, ReleaseResponse, Abort {

    /** PDU type code of A-ASSOCIATE-RQ. */
    int ASSOCIATE_RQ = 0x01;
    /** PDU type code of A-ASSOCIATE-AC. */
    int ASSOCIATE_AC = 0x02;
    /** PDU type code of A-ASSOCIATE-RJ. */
    int ASSOCIATE_RJ = 0x03;
    /** PDU type code of P-DATA-TF. */
    int P_DATA_TF = 0x04;
    /** PDU type code of A-RELEASE-RQ. */
    int RELEASE_RQ = 0x05;
    /** PDU type code of A-RELEASE-RP. */
    int RELEASE_RP = 0x06;
    /** PDU type code of A-ABORT. */
    int ABORT = 0x07;

    /** Bytes before a PDU's variable field: type, a reserved byte, and a 32-bit length. */
    int HEADER_LENGTH = 6;

    /** The most bytes that an association PDU may have; 128 presentation contexts with 30 syntaxes each stay below. */
    int MAX_ASSOCIATION_PDU = 256 * 1024;

    /** The PDU's type code. */
    int type();
}
