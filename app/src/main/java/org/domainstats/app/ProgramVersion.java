package org.domainstats.app;

import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the program. */
final class ProgramVersion implements IVersionProvider {

    static String text() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "unbuilt" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"domain-stats " + text()};
    }
}
