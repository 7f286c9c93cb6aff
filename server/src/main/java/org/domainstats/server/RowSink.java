package org.domainstats.server;

import java.io.IOException;
import java.util.List;

/** Where the answers to a batch go, a part at a time. */
interface RowSink {

    void write(List<Response> part) throws IOException;

    void end() throws IOException;
}
