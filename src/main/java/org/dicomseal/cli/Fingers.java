package org.dicomseal.cli;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.dicomseal.biometric.Enrollment;
import org.dicomseal.biometric.FeatureExtractor;
import org.dicomseal.biometric.FingerUnlock;
import org.dicomseal.biometric.FingerprintImage;
import org.dicomseal.biometric.FingerprintRejected;
import org.dicomseal.biometric.Owners;
import org.dicomseal.biometric.OwnersException;
import org.dicomseal.keys.KeysException;
import org.dicomseal.keys.Secret;

/** Fingerprint files and the network that looks at them, for one command; the network is loaded here and nowhere else. */
final class Fingers implements AutoCloseable {

    private final FeatureExtractor extractor;

    Fingers(ModelOptions models) throws IOException {
        this.extractor = FeatureExtractor.open(models.models(), models.cache());
    }

    FeatureExtractor extractor() {
        return extractor;
    }

    Enrollment enrollment() {
        return new Enrollment(extractor, new SecureRandom());
    }

    /**
     * Reads image files.
     *
     * @return those that can be read
     * @param unreadable gets what is wrong with the others, if there are more than two files in all
     * @throws IOException naming the file and what is wrong with it
     */
    static List<FingerprintImage> read(List<Path> files, List<String> unreadable) throws IOException {
        List<FingerprintImage> images = new ArrayList<>();
        for (Path file : files) {
            try {
                images.add(FingerprintImage.read(file));
            } catch (FingerprintRejected e) {
                if (files.size() < 3) {
                    throw new IOException(e.getMessage(), e);
                }
                unreadable.add(e.getMessage());
            } catch (NoSuchFileException e) {
                throw new IOException(file + ": no such file", e);
            }
        }
        if (images.size() < Math.min(files.size(), 2)) {
            throw new IOException(String.join("; ", unreadable));
        }
        return images;
    }

    /**
     * Unlocks with the first of these impressions that is the owner's; each that isn't counts as a try.
     *
     * @param owner null if there is but one
     * @return what it gave, the present enrolment's first; empty if none is the owner's
     */
    List<Secret> unlock(Owners owners, String owner, List<FingerprintImage> impressions) throws IOException, KeysException {
        FingerUnlock unlock = new FingerUnlock(owners, enrollment());
        try {
            for (FingerprintImage impression : impressions) {
                List<Secret> found = unlock.unlock(owner, impression);
                if (!found.isEmpty()) {
                    return found;
                }
            }
            return List.of();
        } catch (FingerprintRejected | OwnersException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        extractor.close();
    }
}
