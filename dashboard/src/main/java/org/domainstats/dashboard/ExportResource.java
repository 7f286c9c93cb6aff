package org.domainstats.dashboard;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

import org.domainstats.access.AuditTrail;
import org.domainstats.access.ResourceRequest;
import org.domainstats.base.ClientPlaces;
import org.domainstats.http.Exchange;
import org.domainstats.http.ResponseStream;
import org.domainstats.http.ServerResponse;
import org.domainstats.store.AuditAction;
import org.domainstats.store.Store;
import org.domainstats.store.StoreException;
import org.domainstats.store.triage.TriageEntry;
import org.domainstats.store.triage.TriageQuery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** {@code /v1/triage/export}: all contacts that are meant, page by page into one file. */
final class ExportResource {

    private static final Logger LOG = LoggerFactory.getLogger(ExportResource.class);

    /** Each reads the store as fast as its client takes what is read. */
    private static final int AT_A_TIME = 2;

    /** So that nobody who reads slowly holds all places. */
    private static final int PER_CLIENT = 1;

    private static final int PAGE = 500;

    private static final ServerResponse BUSY =
            ServerResponse.unavailable(
                    "two exports are under way, or one of yours: try again when it has ended");

    private final Store store;
    private final AuditTrail audit;
    private final InstantSource clock;
    private final EntryJson json;
    private final ClientPlaces places = new ClientPlaces(AT_A_TIME, PER_CLIENT);

    ExportResource(DashboardParts parts) {
        this.store = parts.store();
        this.audit = parts.audit();
        this.clock = parts.clock();
        this.json = new EntryJson(parts);
    }

    /** On the event loop. */
    void handle(ResourceRequest request) {
        Exchange exchange = request.exchange();
        try {
            TriageQuery query = TriageParameters.query(request);
            ExportFormat format = format(request);
            if (exchange.isHead()) {
                exchange.respond(ServerResponse.of(format.type(), new byte[0]));
            } else if (!places.tryTake(request.limitKey())) {
                exchange.respond(BUSY);
            } else {
                ResponseStream.start(exchange, "export", () -> run(request, query, format));
            }
        } catch (WrongParameter e) {
            exchange.respond(ServerResponse.problem(400, String.valueOf(e.getMessage())));
        }
    }

    private static ExportFormat format(ResourceRequest request) {
        String word = request.parameter("format");
        return ExportFormat.ofWord(word == null ? ExportFormat.CSV.word() : word)
                .orElseThrow(() -> new WrongParameter("format is csv, ndjson or stix"));
    }

    private void run(ResourceRequest request, TriageQuery query, ExportFormat format) {
        try {
            audit.record(request, AuditAction.EXPORTED, "contacts as " + format.word());
            write(request.exchange(), query, format);
        } catch (IOException e) {
            LOG.debug("the client of an export is gone");
        } catch (StoreException e) {
            LOG.warn("an export ended early: {}", e.getMessage());
            request.exchange().execute(request.exchange()::abort);
        } finally {
            places.release(request.limitKey());
        }
    }

    private void write(Exchange exchange, TriageQuery query, ExportFormat format)
            throws IOException {
        ResponseStream out =
                new ResponseStream(
                        exchange,
                        Map.of(
                                "Content-Type",
                                format.type(),
                                "Content-Disposition",
                                "attachment; filename=\"" + format.fileName() + '"',
                                "Cache-Control",
                                "no-store"));
        StixObjects stix = new StixObjects(clock.instant());
        out.write(
                Buffer.buffer(
                        switch (format) {
                            case CSV -> CsvRow.header();
                            case NDJSON -> "";
                            case STIX -> stix.begin();
                        }));
        Function<JsonObject, String> text =
                switch (format) {
                    case CSV -> CsvRow::of;
                    case NDJSON -> entry -> entry.encode() + '\n';
                    case STIX -> stix::of;
                };
        writePages(out, query, text);
        out.write(Buffer.buffer(format == ExportFormat.STIX ? stix.end() : ""));
        out.end();
    }

    private void writePages(
            ResponseStream out, TriageQuery query, Function<JsonObject, String> text)
            throws IOException {
        TriageQuery next = new TriageQuery(query.filter(), query.text(), query.order(), null, PAGE);
        List<TriageEntry> entries;
        do {
            entries = store.triage().list(next);
            StringBuilder part = new StringBuilder();
            for (JsonObject entry : json.of(entries)) {
                part.append(text.apply(entry));
            }
            out.write(Buffer.buffer(part.toString()));
            if (!entries.isEmpty()) {
                next =
                        new TriageQuery(
                                query.filter(),
                                query.text(),
                                query.order(),
                                next.placeAfter(entries.getLast()),
                                PAGE);
            }
        } while (entries.size() == PAGE);
    }
}
