package io.parallax.gateway.kalshi.problem;

import io.parallax.gateway.json.DecodeFault;
import io.parallax.gateway.json.JsonCursor;
import io.parallax.gateway.json.TextMap;
import io.parallax.gateway.problem.VenueProblem;
import org.agrona.DirectBuffer;

/** The body of a refusal, in whichever of the venue's shapes it comes. Reused; one thread's. */
public final class ErrorBody {
    /** How a body says what is wrong. */
    public enum Shape {
        /** {@code {"error":{"code":…}}}: most of them. */
        NESTED,
        /** {@code {"code":…}}: the request could not be parsed. */
        FLAT,
        /** {@code {"msg":…}}: a query parameter is out of range. */
        MSG,
        /** {@code {"error":"…"}}. */
        STRING,
        /** JSON that says nothing of these. */
        NONE,
        /** No JSON. */
        UNREADABLE
    }

    private static final int ERROR = 0;
    private static final int CODE = 1;
    private static final int MESSAGE = 2;
    private static final int DETAILS = 3;
    private static final int MSG = 4;
    private static final TextMap FIELDS = TextMap.of("error", "code", "message", "details", "msg");

    private final JsonCursor json = new JsonCursor();
    private Shape shape = Shape.NONE;
    private String code = "";
    private String message = "";
    private String details = "";

    /** Reads a body. */
    public ErrorBody read(DirectBuffer body, int offset, int length) {
        shape = Shape.NONE;
        code = "";
        message = "";
        details = "";
        json.wrap(body, offset, length);
        if (json.enterObject()) {
            fields(false);
        }
        if (json.end() != DecodeFault.NONE) {
            shape = Shape.UNREADABLE;
        }
        return this;
    }

    private void fields(boolean nested) {
        for (int key; (key = json.nextField(FIELDS)) >= 0; ) {
            switch (key) {
                case ERROR -> {
                    if (!nested && json.kind() == JsonCursor.Kind.OBJECT) {
                        if (json.enterObject()) {
                            shape = Shape.NESTED;
                            fields(true);
                        }
                    } else {
                        message = text();
                        shape = Shape.STRING;
                    }
                }
                case CODE -> {
                    code = text();
                    shape = nested ? Shape.NESTED : Shape.FLAT;
                }
                case MESSAGE -> message = text();
                case DETAILS -> details = text();
                case MSG -> {
                    message = text();
                    shape = Shape.MSG;
                }
                default -> json.skip();
            }
        }
    }

    private String text() {
        if (json.kind() != JsonCursor.Kind.STRING) {
            json.skip();
            return "";
        }
        return json.string() ? json.textAsString() : "";
    }

    public Shape shape() {
        return shape;
    }

    /** The venue's code, empty when it gave none. */
    public String code() {
        return code;
    }

    public String message() {
        return message;
    }

    public String details() {
        return details;
    }

    /** The venue's words: what is most exact of code, details and message. */
    public String words() {
        String said = details.isEmpty() ? message : details;
        if (code.isEmpty()) {
            return said;
        }
        return details.isEmpty() ? code : code + ": " + details;
    }

    /** What the refusal means. @param status of the answer, from 400 on */
    public VenueProblem problem(int status) {
        return Problems.of(status, shape, code, details);
    }
}
