package org.dicomseal.node.config;

import java.util.Set;
import org.dicomseal.seal.Codestreams;
import org.dicomseal.seal.WithoutPixels;

/**
 * How objects are protected, and where they go. The first route that matches counts; an empty set matches anything.
 *
 * @param name       what failures and logs call it
 * @param from       calling AE titles
 * @param to         called AE titles
 * @param modalities values of Modality (0008,0060)
 * @param sopClasses SOP Class UIDs
 * @param archive    name of the archive; empty for the one that the called AE title names
 * @param protect    what is done to images
 * @param compressed what is done with images that come as codestreams
 * @param nonImage   what is done with objects without pixel data
 * @param unmarked   what is done with images that can't carry the watermark
 */
public record RouteConfig(String name, Set<String> from, Set<String> to, Set<String> modalities, Set<String> sopClasses,
        String archive, Set<Protection> protect, Codestreams compressed, WithoutPixels nonImage,
        Unmarked unmarked) {

    /** Whether an object takes this route. */
    public boolean matches(String callingAe, String calledAe, String modality, String sopClass) {
        return allows(from, callingAe) && allows(to, calledAe) && allows(modalities, modality) && allows(sopClasses, sopClass);
    }

    private static boolean allows(Set<String> allowed, String value) {
        return allowed.isEmpty() || allowed.contains(value);
    }
}
