package org.domainstats.admincommands;

import org.domainstats.commandline.ExitCode;
import org.domainstats.commandline.SettingsCommand;
import org.domainstats.composition.SignInLink;
import org.domainstats.settings.SettingGroup;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.util.EnumSet;
import java.util.Set;

/** {@code domain-stats admin sign-in-link}: a way into the pages of a server without tokens. */
@Command(
        name = "sign-in-link",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Prints a link with which one browser can sign in once, as administrator, at a server without tokens.",
            "Give it the settings of that server. With tokens, sign in with one of those."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  domain-stats admin sign-in-link",
            "  domain-stats admin sign-in-link --data /var/lib/domain-stats --port 5730"
        })
final class SignInLinkCommand implements SettingsCommand {

    @Spec private CommandSpec spec;

    @Override
    public Set<SettingGroup> settingGroups() {
        return EnumSet.of(
                SettingGroup.STORAGE,
                SettingGroup.LISTENER,
                SettingGroup.ACCESS,
                SettingGroup.LOGGING);
    }

    @Override
    public Integer call() {
        spec.commandLine().getOut().println(SignInLink.make(CommandSettings.of(spec)));
        spec.commandLine().getErr().println("domain-stats: the link is " + SignInLink.terms());
        return ExitCode.DONE;
    }
}
