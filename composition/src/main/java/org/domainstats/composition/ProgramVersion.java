package org.domainstats.composition;

/** The version that the build wrote into the program. */
public final class ProgramVersion {

    private ProgramVersion() {}

    public static String text() {
        String version = ProgramVersion.class.getPackage().getImplementationVersion();
        return version == null ? "unbuilt" : version;
    }
}
