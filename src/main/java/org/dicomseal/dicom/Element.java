package org.dicomseal.dicom;

/** One data element: a value, a sequence of items, or encapsulated fragments. */
public sealed interface Element permits ValueElement, SequenceElement, FragmentsElement {

    int tag();

    VR vr();
}
