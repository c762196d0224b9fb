package org.dicomseal.node.config;

import java.util.LinkedHashSet;
import java.util.Set;
import org.dicomseal.dimse.AeTitle;

/** Reads AE titles of a section. */
record AeTitles(Section section) {

    /** The title, or the given one if there is none. */
    String read(String key, String otherwise) {
        return section.text(key).map(text -> checked(key, text)).orElse(otherwise);
    }

    String required(String key) {
        String text = section.requiredText(key);
        return text.isEmpty() ? text : checked(key, text);
    }

    Set<String> list(String key) {
        Set<String> titles = new LinkedHashSet<>();
        for (String text : section.texts(key)) {
            titles.add(checked(key, text));
        }
        return titles;
    }

    private String checked(String key, String text) {
        try {
            return AeTitle.require(text);
        } catch (IllegalArgumentException e) {
            section.mistake(key, e.getMessage());
            return text;
        }
    }
}
