package org.domainstats.composition;

import org.domainstats.feed.FeedKeyFile;
import org.domainstats.feed.FeedSigningKey;
import org.domainstats.feed.publishing.FeedPublisher;
import org.domainstats.settings.SettingKey;
import org.domainstats.settings.Settings;
import org.domainstats.store.CommunityStore;
import org.domainstats.store.KnownDomains;
import org.domainstats.store.Registrations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The publisher of a community server's feed, with its key. */
public record FeedPublishing(FeedPublisher publisher, FeedSigningKey key) {

    public static FeedPublishing of(
            Settings settings,
            KnownDomains knownDomains,
            Registrations registrations,
            CommunityStore community)
            throws IOException {
        DataFolder folder = DataFolder.of(settings);
        Files.createDirectories(folder.publicFolder());
        FeedSigningKey key = FeedKeyFile.open(folder.feedKey());
        FeedPublisher.Sources sources =
                new FeedPublisher.Sources(
                        knownDomains,
                        registrations,
                        community.askers(),
                        folder.hostnames(),
                        settings.isSet(SettingKey.RANK_LIST)
                                ? Path.of(settings.text(SettingKey.RANK_LIST))
                                : null);
        return new FeedPublishing(
                new FeedPublisher(
                        folder.publicFolder(), key, sources, Wiring.age(settings), Wiring.clock()),
                key);
    }
}
