package io.parallax.config.secret;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A credential that systemd hands to a service ({@code LoadCredential=NAME:FILE}): a file of {@code $CREDENTIALS_DIRECTORY}, a
 * memory file system made for this service alone. systemd may own it as root and let the service read it by an access list, which
 * shows as bits of the group; others must have none.
 */
public final class SystemdCredential {
    /** Where the directory is named. */
    public static final String VARIABLE = "CREDENTIALS_DIRECTORY";

    private static final int OTHERS = 0007;
    private static final int WRITE_OF_GROUP = 0020;
    private static final int PERMISSIONS = 07777;

    private SystemdCredential() {}

    /**
     * @param name as in {@code LoadCredential=}
     * @throws SecretException when there is no such credential, or others may read it
     */
    public static byte[] read(Map<String, String> environment, String name) {
        String directory = environment.get(VARIABLE);
        if (directory == null || directory.isBlank()) {
            throw new SecretException("credential " + name + ": " + VARIABLE
                    + " is not set; start by systemd with LoadCredential=" + name + ":FILE");
        }
        if (!name.matches("[A-Za-z0-9._-]{1,128}") || name.startsWith(".")) {
            throw new SecretException("credential " + name + ": a name has letters, digits, dot, dash and underscore");
        }
        Path file = Path.of(directory).resolve(name);
        if (!Files.exists(file)) {
            throw new SecretException("credential " + name + ": not in " + directory + "; add LoadCredential=" + name
                    + ":FILE to the unit");
        }
        int mode = (int) PrivateFile.attributes(file).get("mode") & PERMISSIONS;
        if ((mode & (OTHERS | WRITE_OF_GROUP)) != 0) {
            throw new SecretException(
                    file + ": mode " + PrivateFile.octal(mode) + " lets others in; systemd makes credentials 0400");
        }
        return PrivateFile.content(file);
    }
}
