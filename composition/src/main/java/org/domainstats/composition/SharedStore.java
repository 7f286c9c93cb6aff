package org.domainstats.composition;

import org.domainstats.postgres.PostgresAddress;
import org.domainstats.settings.SettingException;
import org.domainstats.settings.SettingKey;
import org.domainstats.settings.Settings;
import org.domainstats.store.StoreException;
import org.domainstats.storemove.PostgresTables;
import org.domainstats.storemove.StoreTables;
import org.domainstats.storepostgres.PostgresStore;
import org.domainstats.storepostgres.PostgresStore.ServerDisk;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.Optional;

/**
 * The PostgreSQL database that several servers share, as the settings name it.
 *
 * @param passwordFile null where no password is needed
 */
public record SharedStore(PostgresAddress address, @Nullable Path passwordFile) {

    private static final System.Logger LOG = System.getLogger(SharedStore.class.getName());

    /** The value of {@code store} for the file in the data folder. */
    private static final String EMBEDDED = "sqlite";

    private static final Duration COMMANDS_WAIT = Duration.ofSeconds(30);

    /** Empty if everything is stored in the data folder. */
    static Optional<SharedStore> of(Settings settings) {
        String store = settings.text(SettingKey.STORE).strip();
        if (store.equals(EMBEDDED)) {
            return Optional.empty();
        }
        if (!PostgresAddress.isOne(store)) {
            throw settings.wrong(
                    SettingKey.STORE, EMBEDDED + " or postgresql://user@host:5432/database");
        }
        try {
            SharedStore shared =
                    new SharedStore(
                            PostgresAddress.parse(store),
                            settings.file(SettingKey.STORE_PASSWORD_FILE).orElse(null));
            Logging.quietLibraries();
            shared.warn();
            return Optional.of(shared);
        } catch (IllegalArgumentException e) {
            throw new SettingException(
                    settings.origin(SettingKey.STORE) + ": store: " + e.getMessage());
        }
    }

    private void warn() {
        if (address.isUnprotected()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "store {0}: the server need not prove who it is, and what is asked about may be"
                            + " read on the network; leave sslmode out, or set it to verify-full",
                    address);
        }
        if (passwordFile != null && isOpenToOthers(passwordFile)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "store-password-file {0} can be read by everybody; run: chmod 600 {0}",
                    passwordFile);
        }
    }

    private static boolean isOpenToOthers(Path file) {
        try {
            return Files.getFileStore(file).supportsFileAttributeView("posix")
                    && Files.getPosixFilePermissions(file)
                            .contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException e) {
            // Whoever reads it reports it.
            return false;
        }
    }

    /** Opens it for a command, which has time. */
    public PostgresStore open() {
        return open(COMMANDS_WAIT);
    }

    /**
     * Opens it.
     *
     * @param within the longest that whoever waits for it waits in vain
     */
    public PostgresStore open(Duration within) {
        return PostgresStore.open(address, this::password, timeout(within));
    }

    /** The store answers after twice its timeout. */
    private static Duration timeout(Duration within) {
        return within.dividedBy(2);
    }

    /** Opens it for a server, which tells how contacts may be lost. */
    PostgresStore openForServer(Duration within, ServerDisk disk) {
        PostgresStore store =
                PostgresStore.openForServer(address, this::password, timeout(within), disk);
        store.risks()
                .forEach(risk -> LOG.log(System.Logger.Level.WARNING, "{0}: {1}", address, risk));
        return store;
    }

    /**
     * Brings the tables up to date.
     *
     * @return how many migrations were applied
     */
    public int applySchema() {
        return PostgresStore.applySchema(address, this::password);
    }

    /** The SQL that lets a user that owns nothing run a server on it. */
    public String grants(String user) {
        return PostgresStore.grants(user, address.schema());
    }

    /** Its tables, to move them. */
    public StoreTables tables() {
        return PostgresTables.open(address, this::password);
    }

    /**
     * Reads the password, which is else read with each connection.
     *
     * @throws SettingException if it cannot be read
     */
    void requirePassword() {
        try {
            var _ = password();
        } catch (StoreException e) {
            throw new SettingException(String.valueOf(e.getMessage()));
        }
    }

    private @Nullable String password() {
        if (passwordFile == null) {
            return null;
        }
        try {
            String password = Files.readString(passwordFile).strip();
            if (password.isEmpty()) {
                throw new StoreException(
                        "store-password-file "
                                + passwordFile
                                + " is empty; write the password of "
                                + address.user()
                                + " into it");
            }
            return password;
        } catch (IOException e) {
            throw new StoreException(
                    "store-password-file "
                            + passwordFile
                            + " cannot be used: "
                            + ErrorMessages.reason(e),
                    e);
        }
    }
}
