package org.domainstats.admincommands;

import org.domainstats.commandline.Progress;
import org.domainstats.feed.FeedProgress;
import org.jspecify.annotations.Nullable;

/** A pull of the feed as a line on the terminal. */
final class FeedProgressBar implements FeedProgress {

    private @Nullable Progress line;
    private String file = "";
    private double share;

    @Override
    public void downloaded(String name, long bytes, long size) {
        show("fetching " + name, bytes, size);
    }

    @Override
    public void applied(String name, long rows, long all) {
        show("applying " + name, rows, all);
    }

    private void show(String what, long done, long all) {
        share = all <= 0 ? 0 : (double) done / all;
        if (line == null || !file.equals(what)) {
            end();
            file = what;
            line = Progress.of(what, () -> share);
        }
        line.at(done);
    }

    void end() {
        if (line != null) {
            line.end();
        }
    }
}
