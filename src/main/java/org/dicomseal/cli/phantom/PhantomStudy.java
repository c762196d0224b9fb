package org.dicomseal.cli.phantom;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.Dictionary;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.Uids;
import org.dicomseal.dicom.VR;

/** A small study of a patient who doesn't exist: a CT series, an MR slice, a colour ultrasound loop and a report. */
public final class PhantomStudy {

    /** Slices of the CT series. */
    public static final int CT_SLICES = 12;
    private static final int CT_SIZE = 512;
    private static final int MR_SIZE = 256;
    private static final int US_ROWS = 240;
    private static final int US_COLUMNS = 320;
    private static final int US_FRAMES = 10;

    /** One object and what people call it. */
    public record Specimen(String name, DataSet dataSet) {

        public String sopClass() {
            return dataSet.string(Tag.SOP_CLASS_UID);
        }

        public String sopInstance() {
            return dataSet.string(Tag.SOP_INSTANCE_UID);
        }
    }

    private final String studyUid = Uids.random();

    public String studyUid() {
        return studyUid;
    }

    /** All of it, each object with UIDs of its own. */
    public List<Specimen> specimens() throws IOException {
        List<Specimen> all = new ArrayList<>();
        String ctSeries = Uids.random();
        for (int slice = 0; slice < CT_SLICES; slice++) {
            all.add(new Specimen("CT slice " + (slice + 1), ct(ctSeries, slice, CT_SLICES)));
        }
        all.add(new Specimen("MR slice", mr()));
        all.add(new Specimen("Ultrasound, colour, " + US_FRAMES + " frames", ultrasound()));
        all.add(new Specimen("Structured report", report()));
        return all;
    }

    /** One CT slice of a series of its own. */
    public DataSet anyCt() {
        return ct(Uids.random(), CT_SLICES / 2, CT_SLICES);
    }

    /**
     * One slice of a CT series of the study, 512 x 512 in 16 bits.
     *
     * @param series Series Instance UID
     * @param slice  its number, 0 to {@code slices - 1}
     */
    public DataSet ct(String series, int slice, int slices) {
        DataSet ct = common(Uids.CT_IMAGE_STORAGE, "CT", series, 1, slice + 1);
        put(ct, "ImageType", VR.CS, "ORIGINAL", "PRIMARY", "AXIAL");
        put(ct, "SliceThickness", VR.DS, "5");
        put(ct, "KVP", VR.DS, "120");
        put(ct, "ConvolutionKernel", VR.SH, "PHANTOM");
        put(ct, "ImagePositionPatient", VR.DS, "-180", "-180", Integer.toString(5 * slice));
        put(ct, "ImageOrientationPatient", VR.DS, "1", "0", "0", "0", "1", "0");
        put(ct, "PixelSpacing", VR.DS, "0.703125", "0.703125");
        put(ct, "RescaleIntercept", VR.DS, "-1024");
        put(ct, "RescaleSlope", VR.DS, "1");
        put(ct, "RescaleType", VR.LO, "HU");
        put(ct, "WindowCenter", VR.DS, "40");
        put(ct, "WindowWidth", VR.DS, "400");
        // what real scanners leave behind: a private block that must come back as it was
        ct.putString(Tag.of(0x0009, 0x0010), VR.LO, "PHANTOM SCANNER 1");
        ct.putString(Tag.of(0x0009, 0x1001), VR.LO, "table " + slice);
        return grey(ct, CT_SIZE, 12, Phantoms.ct(CT_SIZE, slice, slices));
    }

    private DataSet mr() {
        DataSet mr = common(Uids.MR_IMAGE_STORAGE, "MR", Uids.random(), 2, 1);
        put(mr, "ImageType", VR.CS, "ORIGINAL", "PRIMARY", "M", "SE");
        put(mr, "ScanningSequence", VR.CS, "SE");
        put(mr, "SequenceVariant", VR.CS, "NONE");
        put(mr, "ScanOptions", VR.CS);
        put(mr, "MRAcquisitionType", VR.CS, "2D");
        put(mr, "EchoTime", VR.DS, "14");
        put(mr, "RepetitionTime", VR.DS, "550");
        put(mr, "PixelSpacing", VR.DS, "0.9", "0.9");
        put(mr, "WindowCenter", VR.DS, "500");
        put(mr, "WindowWidth", VR.DS, "1000");
        return grey(mr, MR_SIZE, 12, Phantoms.mr(MR_SIZE));
    }

    private DataSet ultrasound() {
        DataSet us = common(Uids.US_MULTIFRAME_IMAGE_STORAGE, "US", Uids.random(), 3, 1);
        put(us, "ImageType", VR.CS, "ORIGINAL", "PRIMARY", "ABDOMINAL", "0011");
        put(us, "FrameTime", VR.DS, "40");
        us.putInts(tag("FrameIncrementPointer"), VR.AT, tag("FrameTime"));
        put(us, "NumberOfFrames", VR.IS, Integer.toString(US_FRAMES));
        us.putInts(tag("PlanarConfiguration"), VR.US, 0);
        pixelModule(us, "RGB", 3, US_ROWS, US_COLUMNS, 8, 8);
        ByteBuffer frames = ByteBuffer.allocate(US_FRAMES * US_ROWS * US_COLUMNS * 3);
        for (int frame = 0; frame < US_FRAMES; frame++) {
            frames.put(Phantoms.ultrasound(US_ROWS, US_COLUMNS, frame));
        }
        us.putBytes(Tag.PIXEL_DATA, VR.OB, frames.array());
        return us;
    }

    private DataSet report() {
        DataSet sr = common(Uids.BASIC_TEXT_SR_STORAGE, "SR", Uids.random(), 4, 1);
        put(sr, "CompletionFlag", VR.CS, "COMPLETE");
        put(sr, "VerificationFlag", VR.CS, "UNVERIFIED");
        put(sr, "ValueType", VR.CS, "CONTAINER");
        put(sr, "ContinuityOfContent", VR.CS, "SEPARATE");
        sr.putSequence(tag("ReferencedPerformedProcedureStepSequence"));
        sr.putSequence(tag("PerformedProcedureCodeSequence"));
        sr.putSequence(tag("ConceptNameCodeSequence"), code("121070", "DCM", "Findings"));
        DataSet text = new DataSet();
        put(text, "RelationshipType", VR.CS, "CONTAINS");
        put(text, "ValueType", VR.CS, "TEXT");
        text.putSequence(tag("ConceptNameCodeSequence"), code("121071", "DCM", "Finding"));
        put(text, "TextValue", VR.UT, "A phantom in good health.");
        sr.putSequence(tag("ContentSequence"), text);
        return sr;
    }

    private static DataSet code(String value, String scheme, String meaning) {
        DataSet code = new DataSet();
        put(code, "CodeValue", VR.SH, value);
        put(code, "CodingSchemeDesignator", VR.SH, scheme);
        put(code, "CodeMeaning", VR.LO, meaning);
        return code;
    }

    private DataSet common(String sopClass, String modality, String series, int seriesNumber, int instanceNumber) {
        DataSet object = new DataSet();
        put(object, "SpecificCharacterSet", VR.CS, "ISO_IR 100");
        put(object, "SOPClassUID", VR.UI, sopClass);
        put(object, "SOPInstanceUID", VR.UI, Uids.random());
        put(object, "StudyDate", VR.DA, "20260102");
        put(object, "ContentDate", VR.DA, "20260102");
        put(object, "StudyTime", VR.TM, "101500");
        put(object, "ContentTime", VR.TM, "101530");
        put(object, "AccessionNumber", VR.SH, "PHANTOM1");
        put(object, "Modality", VR.CS, modality);
        put(object, "Manufacturer", VR.LO, "DicomSeal phantoms");
        put(object, "ReferringPhysicianName", VR.PN);
        put(object, "StudyDescription", VR.LO, "DicomSeal demo");
        put(object, "PatientName", VR.PN, "Phantom^Paula");
        put(object, "PatientID", VR.LO, "PHANTOM-1");
        put(object, "PatientBirthDate", VR.DA, "19700101");
        put(object, "PatientSex", VR.CS, "O");
        put(object, "StudyInstanceUID", VR.UI, studyUid);
        put(object, "SeriesInstanceUID", VR.UI, series);
        put(object, "StudyID", VR.SH, "1");
        put(object, "SeriesNumber", VR.IS, Integer.toString(seriesNumber));
        put(object, "InstanceNumber", VR.IS, Integer.toString(instanceNumber));
        put(object, "PatientOrientation", VR.CS);
        return object;
    }

    private static DataSet grey(DataSet image, int size, int bitsStored, short[] samples) {
        pixelModule(image, "MONOCHROME2", 1, size, size, 16, bitsStored);
        ByteBuffer bytes = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(samples);
        return image.putBytes(Tag.PIXEL_DATA, VR.OW, bytes.array());
    }

    private static void pixelModule(DataSet image, String photometric, int samplesPerPixel, int rows, int columns,
            int bitsAllocated, int bitsStored) {
        image.putInts(tag("SamplesPerPixel"), VR.US, samplesPerPixel);
        put(image, "PhotometricInterpretation", VR.CS, photometric);
        image.putInts(tag("Rows"), VR.US, rows);
        image.putInts(tag("Columns"), VR.US, columns);
        image.putInts(tag("BitsAllocated"), VR.US, bitsAllocated);
        image.putInts(tag("BitsStored"), VR.US, bitsStored);
        image.putInts(tag("HighBit"), VR.US, bitsStored - 1);
        image.putInts(tag("PixelRepresentation"), VR.US, 0);
    }

    private static void put(DataSet object, String keyword, VR vr, String... values) {
        object.putString(tag(keyword), vr, values);
    }

    private static int tag(String keyword) {
        return Dictionary.tag(keyword).orElseThrow();
    }
}
