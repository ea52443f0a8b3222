package io.parallax.gateway.http;

import java.util.function.BiConsumer;

/** Puts the requests of calls together, in whichever form the connection speaks. Event loop only. */
final class RequestWriter {
    private final BiConsumer<String, String> header = this::header;
    private RequestOut out;

    /**
     * Writes the request of a call, which was begun.
     *
     * @return false when its caller withdrew it; what was appended is to be dropped
     * @throws IllegalArgumentException when method, path or a header would break out of its line
     */
    boolean write(HttpCall call, RequestOut to) {
        if (call instanceof PreparedCall prepared) {
            return prepared.writeRequest(to);
        }
        out = to;
        byte[] body = call.body();
        to.start(call.method(), call.path());
        boolean goes = call.beforeWrite(header);
        if (body != null) {
            to.body(body, body.length);
        } else {
            to.noBody(call.method().startsWith("P"));
        }
        out = null;
        return goes;
    }

    private void header(String name, String value) {
        out.header(name, value);
    }
}
