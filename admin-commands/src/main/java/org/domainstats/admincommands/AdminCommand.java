package org.domainstats.admincommands;

import picocli.CommandLine.Command;

/** {@code domain-stats admin}: looks after the data folder. */
@Command(
        name = "admin",
        mixinStandardHelpOptions = true,
        description = "Looks after the data folder. A server that runs on it may go on running.",
        subcommands = {
            UpdateCommand.Update.class,
            UpdateCommand.Rebuild.class,
            ImportCommand.class,
            ExportCommand.class,
            ImportHistoryCommand.class,
            ImportHintsCommand.class,
            MigrateCommand.class,
            MigrateStoreCommand.class,
            ReplayEventsCommand.class,
            BackupCommand.class,
            SchemaCommand.class,
            ResetFirstContactsCommand.class,
            ForgetCommand.class,
            AllowCommand.class,
            AuditCommand.class,
            QueueCommand.class,
            CheckSourcesCommand.class,
            TrainScoreCommand.class,
            TokenCommand.class,
            SignInLinkCommand.class,
            AdminCommunityCommand.class,
            PublishCommand.class,
            VersionCommand.class,
            VerifyCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  domain-stats admin import top-1m.csv.zip",
            "  domain-stats admin backup /backups/domain-stats-today",
            "  domain-stats admin export > contacts.csv"
        })
public final class AdminCommand {}
