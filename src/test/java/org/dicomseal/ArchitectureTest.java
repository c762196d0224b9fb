package org.dicomseal;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The house: which package may import which. Everything not listed is forbidden. */
class ArchitectureTest {

    private static final String BASE = "org.dicomseal.";

    private static final Map<String, Set<String>> MAY_IMPORT = Map.ofEntries(
            Map.entry("cli", Set.of("archive", "audit", "console", "evaluate", "node", "spool", "seal", "biometric", "watermark", "codestream", "codec", "keys", "dimse", "dicom")),
            Map.entry("archive", Set.of("dimse", "dicom")),
            Map.entry("console", Set.of("node", "spool", "dimse")),
            Map.entry("audit", Set.of("node", "spool", "dimse", "dicom")),
            Map.entry("node", Set.of("spool", "seal", "biometric", "keys", "dimse", "dicom")),
            Map.entry("evaluate", Set.of("seal", "watermark", "biometric", "codec", "codestream", "keys", "dicom")),
            Map.entry("spool", Set.of("keys")),
            Map.entry("seal", Set.of("codec", "codestream", "watermark", "keys", "dicom")),
            Map.entry("watermark", Set.of("keys")),
            Map.entry("biometric", Set.of("keys")),
            Map.entry("codestream", Set.of()),
            Map.entry("codec", Set.of()),
            Map.entry("keys", Set.of()),
            Map.entry("dimse", Set.of("dicom")),
            Map.entry("dicom", Set.of()));

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.dicomseal");

    @Test
    void packagesImportOnlyWhatTheHousePlanAllows() {
        List<String> broken = new ArrayList<>();
        for (JavaClass origin : classes) {
            String from = room(origin);
            for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
                String to = room(dependency.getTargetClass().getBaseComponentType());
                if (to != null && !to.equals(from) && !MAY_IMPORT.getOrDefault(from, Set.of()).contains(to)) {
                    broken.add(dependency.getDescription());
                }
            }
        }
        assertTrue(broken.isEmpty(), () -> String.join("\n", broken));
    }

    @Test
    void everyPackageHasItsPlaceInTheHouse() {
        for (JavaClass type : classes) {
            assertTrue(MAY_IMPORT.containsKey(room(type)), () -> type.getName() + " is in a package that the plan does not name");
        }
    }

    /** The first package name below the base, or null for a class that is not ours. */
    private static String room(JavaClass type) {
        String name = type.getPackageName() + ".";
        if (!name.startsWith(BASE)) {
            return null;
        }
        String rest = name.substring(BASE.length());
        return rest.isEmpty() ? "" : rest.substring(0, rest.indexOf('.'));
    }

    @Test
    void thePlanNamesNoPackageThatImportsItself() {
        MAY_IMPORT.forEach((room, below) -> assertEquals(false, below.contains(room), room));
    }
}
