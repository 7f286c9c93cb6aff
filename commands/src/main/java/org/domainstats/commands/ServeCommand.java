package org.domainstats.commands;

import org.domainstats.commandline.CommandDescription;
import org.domainstats.commandline.ExitCode;
import org.domainstats.commandline.SettingFlags;
import org.domainstats.commandline.SettingsCommand;
import org.domainstats.commandline.StopHook;
import org.domainstats.composition.BindAddress;
import org.domainstats.composition.LanServer;
import org.domainstats.composition.Logging;
import org.domainstats.composition.SignInLink;
import org.domainstats.settings.SettingException;
import org.domainstats.settings.SettingGroup;
import org.domainstats.settings.SettingKey;
import org.domainstats.settings.Settings;

import picocli.CommandLine.Model.CommandSpec;

import java.util.EnumSet;
import java.util.Set;

/** {@code domain-stats serve}: answers the local network. */
final class ServeCommand implements SettingsCommand {

    private static final String DEMO = "--demo";

    private final CommandSpec spec =
            CommandDescription.of(
                    this,
                    "serve",
                    CommandDescription.flag(
                            DEMO,
                            "Show the dashboard with an invented log, in a store that is thrown"
                                    + " away at the end. Nobody outside is asked."));

    private ServeCommand() {}

    static CommandSpec description() {
        CommandSpec spec = new ServeCommand().spec;
        spec.usageMessage()
                .sortOptions(false)
                .description("Answers questions over HTTP until Ctrl-C or SIGTERM stops it.")
                .footerHeading("%nExamples:%n")
                .footer(
                        "  domain-stats serve",
                        "  domain-stats serve --demo",
                        "  domain-stats serve --data /var/lib/domain-stats --port 5730 --answer-format domain_stats",
                        "  domain-stats serve --bind 0.0.0.0 --token-file /etc/domain-stats/tokens",
                        "",
                        "Prints one line when it is ready: ready http://127.0.0.1:8000/ data /path");
        return spec;
    }

    @Override
    public Set<SettingGroup> settingGroups() {
        Set<SettingGroup> groups = EnumSet.of(SettingGroup.EVENTS, SettingGroup.INPUTS);
        groups.addAll(ANSWERING);
        return groups;
    }

    @Override
    public Integer call() {
        Settings settings = SettingFlags.settings(spec);
        Logging.configure(settings);
        requireTokensBeyondLoopback(settings);
        boolean demo = spec.commandLine().getParseResult().matchedOptionValue(DEMO, false);
        LanServer server = demo ? LanServer.startDemo(settings) : LanServer.start(settings);
        if (StopHook.closeAtEnd(server::close)) {
            spec.commandLine()
                    .getOut()
                    .println("ready " + server.url() + " data " + server.folder());
            server.signInLink().ifPresent(this::show);
        }
        return ExitCode.RUNNING;
    }

    private void show(String link) {
        spec.commandLine()
                .getErr()
                .println("domain-stats: sign in at " + link + " (" + SignInLink.terms() + ")");
    }

    /**
     * What a network looks up is nobody else's business, so nobody beyond this machine is answered
     * by accident.
     */
    static void requireTokensBeyondLoopback(Settings settings) {
        if (BindAddress.of(settings, SettingKey.BIND).isLoopback()
                || settings.isSet(SettingKey.TOKEN_FILE)
                || settings.isOn(SettingKey.ALLOW_ANONYMOUS)) {
            return;
        }
        throw new SettingException(
                "bind "
                        + settings.text(SettingKey.BIND)
                        + " is open to other machines: set token-file,"
                        + " or allow-anonymous: true if anybody there may ask");
    }
}
