package io.parallax.gateway.kalshi.signing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import org.conscrypt.Conscrypt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who signs: for RSA Conscrypt's native code, which takes less than two thirds of the JDK's time, where it loads on this machine and what it
 * signs is what the JDK verifies; else the JDK, as for Ed25519.
 */
final class SignatureProvider {
    private static final Logger LOG = LoggerFactory.getLogger(SignatureProvider.class);
    private static final byte[] PROBE = "parallax".getBytes(StandardCharsets.US_ASCII);
    private static final PSSParameterSpec PSS =
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1);

    private SignatureProvider() {}

    /**
     * A signature ready to sign with a key.
     *
     * @throws IllegalArgumentException when nobody can sign with it
     */
    static Signature of(PrivateKey key) {
        try {
            if (key instanceof RSAPrivateCrtKey rsa) {
                Signature fast = conscrypt(rsa);
                return fast != null ? fast : jdk(key);
            }
            return jdk(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("Kalshi private key: " + e.getMessage());
        }
    }

    /** The JDK's own. */
    static Signature jdk(PrivateKey key) throws GeneralSecurityException {
        Signature signature;
        if (key.getAlgorithm().equals("RSA")) {
            signature = Signature.getInstance("RSASSA-PSS");
            signature.setParameter(PSS);
        } else {
            signature = Signature.getInstance("Ed25519");
        }
        signature.initSign(key);
        return signature;
    }

    /** Conscrypt's, or null where it does not load or signs what the JDK does not verify. */
    static Signature conscrypt(RSAPrivateCrtKey key) {
        try {
            if (!Conscrypt.isAvailable()) {
                return null;
            }
            Provider provider = Conscrypt.newProvider();
            return checked(Signature.getInstance("SHA256withRSA/PSS", provider), key);
        } catch (GeneralSecurityException | RuntimeException | LinkageError e) {
            LOG.info("RSA signatures are made by the JDK: Conscrypt does not sign here, {}", e.toString());
            return null;
        }
    }

    /** The signature made ready, or null when its work on a probe does not verify. */
    static Signature checked(Signature signature, RSAPrivateCrtKey key) throws GeneralSecurityException {
        signature.setParameter(PSS);
        signature.initSign(key);
        signature.update(PROBE);
        byte[] signed = signature.sign();
        PublicKey known = KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
        Signature verifier = Signature.getInstance("RSASSA-PSS");
        verifier.setParameter(PSS);
        verifier.initVerify(known);
        verifier.update(PROBE);
        return verifier.verify(signed) ? signature : null;
    }
}
