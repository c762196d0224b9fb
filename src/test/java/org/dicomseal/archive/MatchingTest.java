package org.dicomseal.archive;

import java.util.List;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.VR;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class MatchingTest {

    @ParameterizedTest
    @CsvSource({
        "00100010, doe^jane,         Doe^Jane^^^, true",
        "00100010, DOE*,             Doe^Jane,    true",
        "00100010, DOE,              Doe^Jane,    false",
        "00100020, A?1,              AB1,         true",
        "00100020, A?1,              ABB1,        false",
        "00100020, a.1,              ab1,         false",
        "00080060, ct,               CT,          false",
        "00080020, 20260101-20260131, 20260115,   true",
        "00080020, 20260101-20260131, 20260201,   false",
        "00080020, -20260131,        20251231,    true",
        "00080020, 20260101-,        20251231,    false",
        "00080020, 20260101,         2026.01.01,  true",
        "00080030, 1000-1200,        120030.5,    true",
        "00080030, 1000-1200,        120130,      false",
        "00080030, 10,               101500,      true",
        "00200013, 7,                07,          true",
        "0020000D, 1.2,              1.2.3,       false",
        "00080050, *,                '',          true",
        "00080020, 20260101-,        '',          false"})
    void keysMatchAsTheStandardSays(String tag, String wanted, String held, boolean expected) {
        assertEquals(expected, Matching.matches(Integer.parseInt(tag, 16), List.of(wanted), List.of(held)));
    }

    @Test
    void nothingWantedMatchesEverything() {
        assertTrue(Matching.matches(Tag.MODALITY, List.of(), List.of("CT")));
        assertTrue(Matching.matches(Tag.MODALITY, List.of(""), List.of()));
    }

    @Test
    void aListOfUidsMatchesEachOfThem() {
        assertTrue(Matching.matches(Tag.SOP_INSTANCE_UID, List.of("1.2", "1.3"), List.of("1.3")));
        assertFalse(Matching.matches(Tag.SOP_INSTANCE_UID, List.of("1.2", "1.3"), List.of("1.4")));
    }

    @Test
    void oneOfSeveralValuesIsEnough() {
        assertTrue(Matching.matches(Tag.MODALITIES_IN_STUDY, List.of("SR"), List.of("CT", "SR")));
    }

    @Test
    void binaryNumbersAreComparedAsNumbers() {
        DataSet dataSet = new DataSet().putInts(Tag.ROWS, VR.US, 512);
        assertEquals(List.of("512"), Matching.values(dataSet, Tag.ROWS));
        assertEquals(List.of(), Matching.values(dataSet, Tag.COLUMNS));
    }
}
