package io.parallax.config;

import java.util.List;
import java.util.Optional;

/** Which HTTP is spoken to a venue's REST calls. */
public enum HttpMode {
    /** HTTP/2 where the venue chooses it in the TLS handshake (ALPN), HTTP/1.1 otherwise and wherever there is no TLS. */
    AUTO("auto"),
    /** HTTP/1.1 alone; the TLS handshake asks for nothing. */
    HTTP_1_1("1.1"),
    /** HTTP/2 alone: a venue that does not choose it is no venue; without TLS by prior knowledge. */
    HTTP_2("2");

    private final String word;

    HttpMode(String word) {
        this.word = word;
    }

    /** As the settings have it. */
    public String word() {
        return word;
    }

    /** The mode of a word of the settings, if it is one. */
    public static Optional<HttpMode> of(String word) {
        return List.of(values()).stream().filter(mode -> mode.word.equals(word)).findFirst();
    }

    @Override
    public String toString() {
        return word;
    }
}
