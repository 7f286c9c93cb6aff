package org.domainstats.knowndomains;

import org.domainstats.store.KnownDomains;
import org.domainstats.storekit.KnownDomainsContract;
import org.domainstats.storekit.KnownDomainsUnderReadersContract;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

final class SqliteKnownDomainsTest
        implements KnownDomainsContract, KnownDomainsUnderReadersContract {

    @TempDir Path folder;

    @Override
    public KnownDomains open() {
        return SqliteKnownDomains.open(folder.resolve("known.db"));
    }
}
