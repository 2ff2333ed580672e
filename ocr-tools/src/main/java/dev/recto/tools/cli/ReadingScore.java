package dev.recto.tools.cli;

/** What of a whole, on how many pages, and the CPU time it took. */
record ReadingScore(double part, double whole, double seconds, int pages) {
    ReadingScore plus(ReadingScore other) {
        return new ReadingScore(part + other.part, whole + other.whole, seconds + other.seconds, pages + other.pages);
    }

    double share() {
        return whole == 0 ? 0 : part / whole;
    }

    double secondsPerPage() {
        return seconds / pages;
    }
}
