package org.dicomseal.console;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** An HTTP answer: status, type and body. */
record Answer(int status, String type, byte[] body) {

    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().setPrettyPrinting().create();

    static Answer json(Object value) {
        return json(200, value);
    }

    static Answer json(int status, Object value) {
        return new Answer(status, "application/json", bytes(GSON.toJson(value) + "\n"));
    }

    static Answer text(String type, String text) {
        return new Answer(200, type, bytes(text));
    }

    /** @param message says what was wrong; no patient's data, no secret */
    static Answer error(int status, String message) {
        return json(status, Map.of("error", message));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
