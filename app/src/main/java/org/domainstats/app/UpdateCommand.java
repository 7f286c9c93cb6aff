package org.domainstats.app;

import org.domainstats.feed.FeedClient;
import org.domainstats.feed.FeedOutcome;
import org.domainstats.feed.FeedProgress;
import org.domainstats.storesqlite.SqliteKnownDomains;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.util.Locale;

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
            description = "Takes the whole feed anew, whatever version is applied already.")
    static final class Rebuild extends UpdateCommand {
        @Override
        FeedOutcome apply(FeedClient feed, FeedProgress progress) {
            return feed.rebuild(progress);
        }
    }

    abstract FeedOutcome apply(FeedClient feed, FeedProgress progress);

    @Override
    public Integer call() {
        Settings settings = SettingFlags.settings(spec);
        try (SqliteKnownDomains knownDomains = DataFolder.of(settings).openKnownDomains()) {
            FeedClient feed =
                    CommunityLink.feedClient(settings, knownDomains)
                            .orElseThrow(
                                    () ->
                                            new SettingException(
                                                    "no feed is set; name one with --feed (a URL or a folder)"));
            FeedProgressBar bar = new FeedProgressBar();
            FeedOutcome outcome = apply(feed, bar);
            bar.end();
            return tell(outcome);
        }
    }

    private int tell(FeedOutcome outcome) {
        return switch (outcome) {
            case FeedOutcome.UpToDate current ->
                    tell(
                            "known domains are at version " + current.version() + " already",
                            ExitCode.DONE);
            case FeedOutcome.Updated updated -> {
                updated.bad()
                        .forEach(
                                line ->
                                        tell(
                                                "line " + line.number() + ": " + line.reason(),
                                                ExitCode.DONE));
                yield tell(
                        String.format(
                                Locale.ROOT,
                                "known domains went from version %s to %s, %,d lines%s",
                                updated.from(),
                                updated.to(),
                                updated.rows(),
                                passedOver(updated.passedOver())),
                        ExitCode.DONE);
            }
            case FeedOutcome.NothingYet nothing ->
                    tell(
                            "no feed there yet, nothing changed: " + nothing.reason(),
                            ExitCode.FAILED);
            case FeedOutcome.Refused refused ->
                    tell("refused, nothing changed: " + refused.reason(), ExitCode.FAILED);
            case FeedOutcome.Unreachable unreachable ->
                    tell("not reached, nothing changed: " + unreachable.reason(), ExitCode.FAILED);
        };
    }

    private static String passedOver(long lines) {
        return lines == 0
                ? ""
                : String.format(Locale.ROOT, ", %,d passed over, expired since", lines);
    }

    private int tell(String text, int exit) {
        spec.commandLine().getErr().println("domain-stats: " + text);
        return exit;
    }
}
