package org.domainstats.commands;

import org.domainstats.commandline.ExitCode;
import org.domainstats.commandline.SettingFlags;
import org.domainstats.commandline.SettingsCommand;
import org.domainstats.commandline.StopHook;
import org.domainstats.composition.CommunityService;
import org.domainstats.composition.Logging;
import org.domainstats.settings.SettingGroup;
import org.domainstats.settings.Settings;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.util.EnumSet;
import java.util.Set;

/** {@code domain-stats community}: the server that several organisations share. */
@Command(
        name = "community",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Serves a community: first contacts and registrations that its members share, and the feed.",
            "Speaks UDP, as clients of domain_stats2 do, and HTTPS where community-https-port is set."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  domain-stats community --data /var/lib/domain-stats-community --allow-anonymous",
            "  domain-stats community --community-bind 0.0.0.0 --community-https-port 443 \\",
            "      --tls-certificate fullchain.pem --tls-key privkey.pem",
            "  domain-stats admin community token new acme   a token for a member",
            "  domain-stats admin publish            a new version of the feed, now; or set publish-every",
            "",
            "Prints one line when it is ready: ready udp://127.0.0.1:4100 data /path"
        })
final class CommunityCommand implements SettingsCommand {

    @Spec private CommandSpec spec;

    @Override
    public Set<SettingGroup> settingGroups() {
        return EnumSet.of(
                SettingGroup.STORAGE,
                SettingGroup.COMMUNITY_SERVER,
                SettingGroup.ACCESS,
                SettingGroup.PUBLISHING,
                SettingGroup.ANSWERS,
                SettingGroup.PRIVACY,
                SettingGroup.REGISTRIES,
                SettingGroup.LOGGING);
    }

    @Override
    public Integer call() {
        Settings settings = SettingFlags.settings(spec);
        Logging.configure(settings);
        CommunityService service = CommunityService.start(settings);
        if (StopHook.closeAtEnd(service::close)) {
            spec.commandLine()
                    .getOut()
                    .println("ready " + service.addresses() + " data " + service.folder());
        }
        return ExitCode.RUNNING;
    }
}
