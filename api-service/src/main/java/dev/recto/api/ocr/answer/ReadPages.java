package dev.recto.api.ocr.answer;

import dev.recto.api.jobs.Jobs;
import dev.recto.api.reading.Job;
import dev.recto.api.reading.JobPage;
import dev.recto.api.reading.JobState;
import dev.recto.model.PageResult;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The pages that a job has read, in ascending order, with what only several of them tell; some at a time are in memory. */
final class ReadPages {
    private final Jobs jobs;
    private final Job job;

    ReadPages(Jobs jobs, Job job) {
        this.jobs = jobs;
        this.job = job;
    }

    interface Visitor {
        void page(int number, PageResult result) throws IOException;
    }

    /**
     * @param first the first {@link AnswerWriter#PAGES_AT_ONCE}
     * @throws IllegalStateException if a job that has read all has not all any more
     */
    void each(List<JobPage> first, Visitor visitor) throws IOException {
        RunningBlocks running = new RunningBlocks();
        List<JobPage> some = first;
        int pages = 0;
        while (!some.isEmpty()) {
            SortedMap<Integer, PageResult> results = new TreeMap<>();
            for (JobPage page : some) {
                PageResult read = page.result();
                if (read != null) {
                    results.put(page.number(), read);
                }
            }
            running.see(results);
            for (Map.Entry<Integer, PageResult> page : results.entrySet()) {
                visitor.page(page.getKey(), running.marked(page.getKey(), page.getValue()));
                pages++;
            }
            some = some.size() < AnswerWriter.PAGES_AT_ONCE
                    ? List.of()
                    : jobs.pages(job.id(), some.getLast().number(), AnswerWriter.PAGES_AT_ONCE);
        }
        if (job.state() == JobState.SUCCEEDED && pages < job.pagesTotal()) {
            throw new IllegalStateException("pages were deleted while they were written");
        }
    }
}
