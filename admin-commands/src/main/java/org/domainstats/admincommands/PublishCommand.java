package org.domainstats.admincommands;

import org.domainstats.commandline.ExitCode;
import org.domainstats.commandline.SettingsCommand;
import org.domainstats.composition.CommandException;
import org.domainstats.composition.DataFolder;
import org.domainstats.composition.ErrorMessages;
import org.domainstats.composition.FeedPublishing;
import org.domainstats.feed.FeedSigningKey;
import org.domainstats.feed.publishing.FeedPublisher.Published;
import org.domainstats.knowndomains.SqliteKnownDomains;
import org.domainstats.settings.SettingGroup;
import org.domainstats.settings.Settings;
import org.domainstats.store.CommunityStore;
import org.domainstats.store.Store;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** {@code domain-stats admin publish}: a new version of the feed. */
@Command(
        name = "publish",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Publishes a new version of the feed of a community server, if anything changed, signed, into the",
            "folder public/ of its data folder. The server may run; it tells its clients the new version at once."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  domain-stats admin publish --data /var/lib/domain-stats-community --rank-list top-1m.csv",
            "  rsync -a /var/lib/domain-stats-community/public/ web:/srv/feed/    any web server can hold it"
        })
final class PublishCommand implements SettingsCommand {

    @Spec private CommandSpec spec;

    @Option(names = "--new-major", description = "let clients take the whole list anew")
    private boolean newMajor;

    @Override
    public Set<SettingGroup> settingGroups() {
        return EnumSet.of(
                SettingGroup.STORAGE,
                SettingGroup.PUBLISHING,
                SettingGroup.ANSWERS,
                SettingGroup.LOGGING);
    }

    @Override
    public Integer call() {
        Settings settings = CommandSettings.of(spec);
        DataFolder folder = DataFolder.of(settings);
        try (Store store = folder.openStore();
                SqliteKnownDomains knownDomains = folder.openKnownDomains();
                CommunityStore community = folder.openCommunity(store)) {
            FeedPublishing publishing =
                    FeedPublishing.of(settings, knownDomains, store.registrations(), community);
            report(publishing.publisher().publish(newMajor), publishing.key());
            return ExitCode.DONE;
        } catch (IOException e) {
            throw new CommandException("nothing was published: " + ErrorMessages.reason(e), e);
        }
    }

    private void report(Published published, FeedSigningKey key) {
        spec.commandLine()
                .getErr()
                .printf(
                        Locale.ROOT,
                        "domain-stats: version %s, %,d domains, %,d added, %,d removed, key %s%n",
                        published.version(),
                        published.domains(),
                        published.added(),
                        published.removed(),
                        key.publicKey());
    }
}
