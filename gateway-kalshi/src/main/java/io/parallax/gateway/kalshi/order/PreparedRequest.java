package io.parallax.gateway.kalshi.order;

import io.parallax.gateway.http.HeaderBytes;
import io.parallax.gateway.http.RequestOut;
import io.parallax.gateway.kalshi.signing.SignedRoute;

/** One method and path with its head ready, signature included: what is left to add is the body. Event loop only. */
public final class PreparedRequest {
    private final HeaderBytes start;
    private final boolean alwaysBody;
    private final SignedRoute route;

    /**
     * @param method such as {@code POST}
     * @param start of its line, {@link io.parallax.gateway.http.HttpLine#start(String, String)}
     * @param route whose signature it carries, null for none
     */
    public PreparedRequest(String method, HeaderBytes start, SignedRoute route) {
        this.start = start;
        this.alwaysBody = method.startsWith("P");
        this.route = route;
    }

    /** Writes the whole request. @param length of the body, 0 for none */
    public void write(RequestOut out, byte[] body, int length) {
        out.start(start);
        if (route != null) {
            out.headers(route.headers());
        }
        if (alwaysBody || length > 0) {
            out.body(body, length);
        } else {
            out.noBody(false);
        }
    }
}
