package io.parallax.gateway.polymarket.signing;

import com.sun.jna.FunctionMapper;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The C library libsecp256k1, bound straight to its functions: arguments are numbers and addresses, so a call allocates
 * nothing. The library comes from the artifact {@code secp256k1-kmp-jni-jvm-linux}, whose own wrapper gives no recovery id.
 *
 * <p>Source: bitcoin-core/secp256k1 {@code include/secp256k1.h} and {@code include/secp256k1_recovery.h}.
 */
final class Secp256k1 {
    /** Bytes of the library's own form of a point. */
    static final int POINT_LENGTH = 64;

    /** Bytes of the library's own form of a recoverable signature. */
    static final int RECOVERABLE_LENGTH = 65;

    /** Bytes of an uncompressed point: 4, x, y. */
    static final int UNCOMPRESSED_LENGTH = 65;

    private static final int CONTEXT_NONE = 1;
    private static final int UNCOMPRESSED = 1 << 1;
    private static final int SEED_LENGTH = 32;

    private Secp256k1() {}

    /** Why the library cannot be used here, empty when it can. */
    static String failure() {
        return Loaded.FAILURE;
    }

    /** Whether 32 bytes are a key: neither 0 nor the order of the group or more. */
    static boolean isKey(long key) {
        return Functions.ecSeckeyVerify(Loaded.CONTEXT, key) == 1;
    }

    /**
     * Puts the point of a key, uncompressed, at {@code out}.
     *
     * @param point scratch of {@link #POINT_LENGTH} bytes
     * @param length scratch of eight bytes that hold {@link #UNCOMPRESSED_LENGTH}
     */
    static boolean point(long key, long point, long out, long length) {
        return Functions.ecPubkeyCreate(Loaded.CONTEXT, point, key) == 1
                && Functions.ecPubkeySerialize(Loaded.CONTEXT, out, length, point, UNCOMPRESSED) == 1;
    }

    /**
     * Signs with the library's RFC 6979 nonce and the lower s: {@code r | s} at {@code out}, the recovery id as an int.
     *
     * @param recoverable scratch of {@link #RECOVERABLE_LENGTH} bytes
     */
    static boolean sign(long digest, long key, long recoverable, long out, long recoveryId) {
        return Functions.ecdsaSignRecoverable(Loaded.CONTEXT, recoverable, digest, key, 0, 0) == 1
                && Functions.ecdsaRecoverableSignatureSerializeCompact(Loaded.CONTEXT, out, recoveryId, recoverable)
                        == 1;
    }

    /** One context for every thread: it is only read once it was made. */
    private static final class Loaded {
        static final long CONTEXT;
        static final String FAILURE;

        static {
            long context = 0;
            String failure = "";
            try {
                context = load();
            } catch (IOException | LinkageError | RuntimeException e) {
                failure = e.toString();
            }
            CONTEXT = context;
            FAILURE = failure;
        }

        private static long load() throws IOException {
            String file = Native.extractFromResourcePath(resource(), Secp256k1.class.getClassLoader())
                    .getAbsolutePath();
            FunctionMapper names = (library, method) -> nativeName(method.getName());
            Native.register(
                    Functions.class, NativeLibrary.getInstance(file, Map.of(Library.OPTION_FUNCTION_MAPPER, names)));
            long context = Functions.contextCreate(CONTEXT_NONE);
            byte[] seed = new byte[SEED_LENGTH];
            new SecureRandom().nextBytes(seed);
            UnsafeBuffer blinding = new UnsafeBuffer(ByteBuffer.allocateDirect(SEED_LENGTH));
            blinding.putBytes(0, seed);
            if (context == 0 || Functions.contextRandomize(context, blinding.addressOffset()) != 1) {
                throw new IllegalStateException("libsecp256k1 makes no context");
            }
            return context;
        }

        private static String resource() {
            String machine = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
            String name =
                    switch (machine) {
                        case "amd64", "x86_64" -> "x86_64";
                        case "aarch64", "arm64" -> "aarch64";
                        default -> throw new IllegalStateException("no libsecp256k1 for os.arch=" + machine);
                    };
            if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN || Native.POINTER_SIZE != Long.BYTES) {
                throw new IllegalStateException("libsecp256k1 is bound for 64 bits, little-endian");
            }
            return "/fr/acinq/secp256k1/jni/native/linux-" + name + "/libsecp256k1-jni.so";
        }

        /** Such as {@code secp256k1_ec_seckey_verify}. */
        private static String nativeName(String method) {
            return "secp256k1_" + method.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
        }
    }

    /** The functions by name; addresses and {@code size_t *} are {@code long}. */
    private static final class Functions {
        static native long contextCreate(int flags);

        static native int contextRandomize(long context, long seed);

        static native int ecSeckeyVerify(long context, long key);

        static native int ecPubkeyCreate(long context, long point, long key);

        static native int ecPubkeySerialize(long context, long out, long length, long point, int flags);

        static native int ecdsaSignRecoverable(
                long context, long signature, long digest, long key, long nonceFunction, long nonceData);

        static native int ecdsaRecoverableSignatureSerializeCompact(
                long context, long out, long recoveryId, long signature);
    }
}
