package org.domainstats.feed;

/** Receives the progress of a pull. */
public interface FeedProgress {

    FeedProgress SILENT =
            new FeedProgress() {
                @Override
                public void downloaded(String file, long bytes, long size) {}

                @Override
                public void applied(String file, long rows, long all) {}
            };

    /**
     * A part of a file was downloaded.
     *
     * @param size of the whole file, or -1 if it is not known
     */
    void downloaded(String file, long bytes, long size);

    /**
     * A part of a file has been applied.
     *
     * @param all of the file's rows, or -1 if it is not known
     */
    void applied(String file, long rows, long all);
}
