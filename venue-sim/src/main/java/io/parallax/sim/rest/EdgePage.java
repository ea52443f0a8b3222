package io.parallax.sim.rest;

/** The page of the host before a venue that refuses an address: HTML, no word of the venue's. */
public final class EdgePage {
    /** What is answered to every call while the address is blocked. */
    public static final Answer BLOCKED = Answer.html(
            403,
            """
            <!DOCTYPE html>
            <html lang="en-US">
            <head><title>Attention Required! | Cloudflare</title></head>
            <body><div id="cf-error-details"><h1>Sorry, you have been blocked</h1>
            <p>You are unable to access this site</p><span>Cloudflare Ray ID: 8f2c1a0b9d7e6f50</span></div></body>
            </html>
            """);

    private EdgePage() {}
}
