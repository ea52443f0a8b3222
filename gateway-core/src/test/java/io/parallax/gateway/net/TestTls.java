package io.parallax.gateway.net;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.File;

/** A certificate made for one host name, and both ends of it. */
public final class TestTls {
    private final X509Bundle bundle;

    public TestTls(String hostName) {
        try {
            bundle = new CertificateBuilder()
                    .subject("CN=" + hostName)
                    .addSanDnsName(hostName)
                    .setIsCertificateAuthority(true)
                    .buildSelfSigned();
        } catch (Exception e) {
            throw new IllegalStateException("cannot make a certificate for " + hostName, e);
        }
    }

    public SslContext server() throws Exception {
        return SslContextBuilder.forServer(bundle.toKeyManagerFactory())
                .sslProvider(SslProvider.JDK)
                .build();
    }

    public SslContext client() throws Exception {
        File pem = bundle.toTempCertChainPem();
        return Tls.clientTrusting(pem);
    }
}
