package org.domainstats.admincommands;

import org.domainstats.commandline.ExitCode;
import org.domainstats.commandline.SettingsCommand;
import org.domainstats.composition.CommunityLink;
import org.domainstats.composition.DataFolder;
import org.domainstats.feed.FeedClient;
import org.domainstats.feed.FeedOutcome;
import org.domainstats.feed.FeedProgress;
import org.domainstats.httpclient.SharedVertx;
import org.domainstats.knowndomains.SqliteKnownDomains;
import org.domainstats.settings.SettingException;
import org.domainstats.settings.SettingGroup;
import org.domainstats.settings.Settings;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * {@code domain-stats admin update} and {@code rebuild}: brings the known domains up to date from
 * the feed.
 */
abstract sealed class UpdateCommand implements SettingsCommand {

    @Spec private CommandSpec spec;

    @Command(
            name = "update",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = {
                "Applies what the feed has that is newer. A running server goes on answering meanwhile, and",
                "pulls by itself every day. What does not verify changes nothing."
            },
            footerHeading = "%nExamples:%n",
            footer = {
                "  domain-stats admin update --feed https://community.example.org/",
                "  domain-stats admin update --feed /mnt/feed"
            })
    static final class Update extends UpdateCommand {
        @Override
        FeedOutcome apply(FeedClient feed, FeedProgress progress) {
            return feed.pull(progress);
        }
    }

    @Command(
            name = "rebuild",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Takes the whole feed anew, whatever version is applied already.",
            footerHeading = "%nExamples:%n",
            footer = {
                "  domain-stats admin rebuild --feed https://community.example.org/",
                "  domain-stats admin rebuild --allow-older --feed /mnt/feed"
            })
    static final class Rebuild extends UpdateCommand {

        @Option(
                names = "--allow-older",
                description =
                        "take an older version than the one applied, after one that was wrong")
        private boolean allowOlder;

        @Override
        FeedOutcome apply(FeedClient feed, FeedProgress progress) {
            return feed.rebuild(allowOlder, progress);
        }
    }

    abstract FeedOutcome apply(FeedClient feed, FeedProgress progress);

    @Override
    public Set<SettingGroup> settingGroups() {
        return EnumSet.of(
                SettingGroup.STORAGE,
                SettingGroup.FEED,
                SettingGroup.COMMUNITY,
                SettingGroup.ANSWERS,
                SettingGroup.LOGGING);
    }

    @Override
    public Integer call() {
        Settings settings = CommandSettings.of(spec);
        try (SharedVertx vertx = new SharedVertx();
                SqliteKnownDomains knownDomains = DataFolder.of(settings).openKnownDomains()) {
            FeedClient feed =
                    CommunityLink.feedClient(settings, knownDomains, vertx)
                            .orElseThrow(
                                    () ->
                                            new SettingException(
                                                    "no feed is set; name one with --feed (a URL or a folder)"));
            FeedProgressBar bar = new FeedProgressBar();
            FeedOutcome outcome = apply(feed, bar);
            bar.end();
            return report(outcome);
        }
    }

    private int report(FeedOutcome outcome) {
        return switch (outcome) {
            case FeedOutcome.UpToDate current -> {
                tellStale(current.stale());
                yield report(
                        "known domains are at version " + current.version() + " already",
                        ExitCode.DONE);
            }
            case FeedOutcome.Updated updated -> {
                updated.bad()
                        .forEach(
                                line ->
                                        report(
                                                "line " + line.number() + ": " + line.reason(),
                                                ExitCode.DONE));
                tellStale(updated.stale());
                yield report(
                        String.format(
                                Locale.ROOT,
                                "known domains went from version %s to %s, %,d lines%s",
                                updated.from(),
                                updated.to(),
                                updated.rows(),
                                expired(updated.expired())),
                        ExitCode.DONE);
            }
            case FeedOutcome.NothingYet nothing ->
                    report(
                            "no feed there yet, nothing changed: " + nothing.reason(),
                            ExitCode.FAILED);
            case FeedOutcome.Refused refused ->
                    report("refused, " + refused.reason(), ExitCode.FAILED);
            case FeedOutcome.Unreachable unreachable ->
                    report("not reached, " + unreachable.reason(), ExitCode.FAILED);
        };
    }

    private void tellStale(@Nullable Instant published) {
        if (published != null) {
            report("the feed is stale: its manifest is of " + published, ExitCode.DONE);
        }
    }

    private static String expired(long lines) {
        return lines == 0
                ? ""
                : String.format(Locale.ROOT, ", %,d passed over, expired since", lines);
    }

    private int report(String text, int exit) {
        spec.commandLine().getErr().println("domain-stats: " + text);
        return exit;
    }
}
