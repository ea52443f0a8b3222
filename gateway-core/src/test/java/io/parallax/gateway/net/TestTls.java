package io.parallax.gateway.net;

import io.netty.handler.ssl.ApplicationProtocolConfig;
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

    /** Chooses by ALPN, among what a client offers, the first of these; nothing where it offers none of them. */
    public SslContext server(String... protocols) throws Exception {
        return SslContextBuilder.forServer(bundle.toKeyManagerFactory())
                .sslProvider(SslProvider.JDK)
                .applicationProtocolConfig(new ApplicationProtocolConfig(
                        ApplicationProtocolConfig.Protocol.ALPN,
                        ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                        ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                        protocols))
                .build();
    }

    public SslContext client() throws Exception {
        File pem = bundle.toTempCertChainPem();
        return Tls.clientTrusting(pem);
    }
}
