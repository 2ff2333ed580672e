package dev.recto.local.stack;

import java.time.Duration;

/** Processor time that the processes of a stack have used so far. */
public record CpuTime(Duration apis, Duration workers, Duration kafka, Duration s3, Duration postgres) {
    public CpuTime since(CpuTime earlier) {
        return new CpuTime(
                apis.minus(earlier.apis),
                workers.minus(earlier.workers),
                kafka.minus(earlier.kafka),
                s3.minus(earlier.s3),
                postgres.minus(earlier.postgres));
    }

    public Duration all() {
        return apis.plus(workers).plus(kafka).plus(s3).plus(postgres);
    }
}
