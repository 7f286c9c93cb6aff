-- Says at the end what the harness reads.
function done(summary, latency, requests)
    local errors = summary.errors
    io.write(string.format("requests=%d micros=%d p99=%d bad=%d\n", summary.requests, summary.duration,
        latency:percentile(99), errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
