package org.dicomseal.console;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a caller asks for: method, the path's steps, the query's parameters. */
record Call(String method, List<String> path, Map<String, String> parameters) {

    /** @throws IllegalArgumentException if it has escapes that are none */
    static Call of(String method, URI uri) {
        List<String> path = Arrays.stream(uri.getRawPath().split("/")).filter(step -> !step.isEmpty()).map(Call::decoded).toList();
        Map<String, String> parameters = new HashMap<>();
        if (uri.getRawQuery() != null) {
            for (String pair : uri.getRawQuery().split("&")) {
                int equals = pair.indexOf('=');
                parameters.put(decoded(equals < 0 ? pair : pair.substring(0, equals)), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
        return new Call(method, path, parameters);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** Whether the path has these steps; {@code *} stands for any. */
    boolean is(String wantedMethod, String... steps) {
        if (!method.equals(wantedMethod) || path.size() != steps.length) {
            return false;
        }
        for (int i = 0; i < steps.length; i++) {
            if (!steps[i].equals("*") && !steps[i].equals(path.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether it changes nothing. */
    boolean reads() {
        return method.equals("GET") || method.equals("HEAD");
    }
}
