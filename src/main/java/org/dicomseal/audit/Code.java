package org.dicomseal.audit;

/** A coded value (PS3.15 section A.5.1; the codes: PS3.16 annex D). */
record Code(String value, String scheme, String meaning) {

    static final Code APPLICATION_ACTIVITY = dcm("110100", "Application Activity");
    static final Code BEGIN_TRANSFERRING = dcm("110102", "Begin Transferring DICOM Instances");
    static final Code INSTANCES_TRANSFERRED = dcm("110104", "DICOM Instances Transferred");
    static final Code QUERY = dcm("110112", "Query");
    static final Code SECURITY_ALERT = dcm("110113", "Security Alert");

    static final Code APPLICATION_START = dcm("110120", "Application Start");
    static final Code APPLICATION_STOP = dcm("110121", "Application Stop");
    static final Code NODE_AUTHENTICATION = dcm("110126", "Node Authentication");
    static final Code SECURITY_CONFIGURATION = dcm("110129", "Security Configuration");
    static final Code SOFTWARE_CONFIGURATION = dcm("110131", "Software Configuration");
    static final Code RESTRICTED_FUNCTION = dcm("110132", "Use of Restricted Function");
    /** None of the standard's alert types means this, and they may be extended (DCID 403). */
    static final Code OBJECT_ALTERED = new Code("ALTERED", "99DICOMSEAL", "Object Altered By Its Archive");

    static final Code APPLICATION = dcm("110150", "Application");
    static final Code DESTINATION_ROLE = dcm("110152", "Destination Role ID");
    static final Code SOURCE_ROLE = dcm("110153", "Source Role ID");

    static final Code STUDY_INSTANCE_UID = dcm("110180", "Study Instance UID");
    static final Code SOP_CLASS_UID = dcm("110181", "SOP Class UID");
    static final Code NODE_ID = dcm("110182", "Node ID");
    static final Code PATIENT_NUMBER = new Code("2", "RFC-3881", "Patient Number");
    static final Code SOP_INSTANCE_UID = new Code("SOPINSTANCE", "99DICOMSEAL", "SOP Instance UID");

    private static Code dcm(String value, String meaning) {
        return new Code(value, "DCM", meaning);
    }
}
