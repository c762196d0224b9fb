package org.dicomseal.node.config;

import java.util.List;

/** A configuration that cannot be used: every mistake in it, each with its place. */
public final class ConfigException extends Exception {

    private static final long serialVersionUID = 1L;

    private final List<String> mistakes;

    ConfigException(List<String> mistakes) {
        super(String.join("\n", mistakes));
        this.mistakes = List.copyOf(mistakes);
    }

    /** One mistake each, as {@code file:line: what}, in the order of their lines. */
    public List<String> mistakes() {
        return mistakes;
    }
}
