package org.domainstats.composition;

import org.domainstats.base.ClosingStack;
import org.domainstats.knowndomains.SqliteKnownDomains;
import org.domainstats.lookup.LookupEngine;
import org.domainstats.settings.SettingException;
import org.domainstats.settings.Settings;
import org.domainstats.store.Store;

import java.nio.file.Path;

/**
 * Makes of the settings what a start makes of them, files that they name included, and throws it
 * away: nothing is listened on, asked, delivered or written into the data folder.
 */
public final class SettingsCheck {

    private SettingsCheck() {}

    /**
     * Checks the settings of a server of the local network and of one of a community.
     *
     * @throws SettingException with what its start would say
     */
    public static void check(Settings settings) {
        DataFolder.of(settings).verify();
        LanServer.verifyPort(settings);
        CommunityService.verify(settings);
        var _ = ServerInputs.addresses(settings);
        try (ClosingStack parts = new ClosingStack()) {
            checkParts(TemporaryFolder.in(settings, "domain-stats-check", "config check"), parts);
        }
    }

    private static void checkParts(Settings settings, ClosingStack parts) {
        Wiring wiring = new Wiring(settings);
        Path folder = wiring.folder().path();
        parts.add(() -> TemporaryFolder.remove(folder));
        parts.add(wiring.vertx()::close);
        parts.add(new ServerAccess(settings));
        Store store = wiring.folder().openStore();
        parts.add(store::close);
        SqliteKnownDomains knownDomains = wiring.folder().openKnownDomains();
        parts.add(knownDomains::close);
        CommunityLink link = new CommunityLink(settings, knownDomains, wiring.vertx());
        parts.add(link);
        LookupEngine engine = wiring.engine(store, knownDomains, link.community());
        parts.add(engine);
        var _ = wiring.answers(engine);
        parts.add(new Events(settings, wiring, store, engine));
        parts.add(HintWiring.of(settings, wiring, store, engine));
    }
}
