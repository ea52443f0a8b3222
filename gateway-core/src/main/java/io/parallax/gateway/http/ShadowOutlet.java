package io.parallax.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * Takes calls as a line does and sends none: each is made ready to its last byte, headers and their signature included, and then ends
 * {@link HttpFailure#SHADOWED}, or WITHDRAWN where its caller withdraws it. Has no socket. Runs on the caller's thread, which is the
 * gateway's loop.
 */
public final class ShadowOutlet implements HttpOutlet {
    private static final int REQUEST_BYTES = 2_048;

    private final RequestWriter requests = new RequestWriter();
    private final RequestOut text = RequestOut.http1("shadow.invalid");

    @Override
    public void send(HttpCall call) {
        ByteBuf out = Unpooled.buffer(REQUEST_BYTES);
        boolean wanted;
        try {
            text.begin(out, false);
            wanted = requests.write(call, text);
        } finally {
            out.release();
        }
        call.onFailure(wanted ? HttpFailure.SHADOWED : HttpFailure.WITHDRAWN);
    }

    @Override
    public void send(HttpCall call, long deadlineNs) {
        send(call);
    }
}
