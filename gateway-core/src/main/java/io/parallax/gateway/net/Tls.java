package io.parallax.gateway.net;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.File;
import javax.net.ssl.SSLException;

/** TLS client contexts. */
public final class Tls {
    private Tls() {}

    /** Trusts the JDK's roots; TLS 1.2 and 1.3. */
    public static SslContext client() {
        return build(SslContextBuilder.forClient(), "the JDK's roots");
    }

    /** Trusts the certificates of a PEM file alone, such as a local simulator's. */
    public static SslContext clientTrusting(File pem) {
        return build(SslContextBuilder.forClient().trustManager(pem), pem.toString());
    }

    private static SslContext build(SslContextBuilder builder, String trust) {
        try {
            return builder.sslProvider(SslProvider.JDK)
                    .protocols("TLSv1.3", "TLSv1.2")
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException("cannot make a TLS context trusting " + trust, e);
        }
    }
}
