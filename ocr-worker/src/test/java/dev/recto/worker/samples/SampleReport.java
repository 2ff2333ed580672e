package dev.recto.worker.samples;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;

/** Three pages with headings, lists, a table and a picture. */
final class SampleReport {
    private SampleReport() {}

    /** Adds the pages and returns their markdown. */
    static List<String> write(PDDocument pdf) throws IOException {
        PDFont font = SamplePage.font(pdf);
        List<String> markdown = new ArrayList<>();
        try (SamplePage page = new SamplePage(pdf, font)) {
            page.heading(1, "The Harbour Library in 2025")
                    .paragraph(
                            "The library at the old harbour opened its doors on 312 days last year. More people came than"
                                    + " in any year since the building was restored, and they stayed longer: the reading room was"
                                    + " full on most winter afternoons, and the new workshop had to keep a waiting list.")
                    .heading(2, "What changed")
                    .paragraph(
                            "Three things made the difference, and none of them was expensive. They were asked for by"
                                    + " visitors in the survey of 2024, and carried out within a few months.")
                    .list(
                            false,
                            List.of(
                                    "The doors stay open until nine in the evening, from Tuesday to Friday.",
                                    "Every table in the reading room has a lamp and two sockets.",
                                    "Books can be returned at any hour through the hatch beside the main entrance, which"
                                            + " is emptied twice a day."))
                    .heading(2, "What comes next")
                    .paragraph(
                            "The roof above the map collection will be renewed in spring. During the work, from 2 March to"
                                    + " 17 April, maps can be ordered to the reading room; please allow one day. Questions are"
                                    + " answered at the desk and at https://library.example.org/maps by the staff.")
                    .link("https://library.example.org/maps");
            markdown.add(page.markdown());
        }
        try (SamplePage page = new SamplePage(pdf, font)) {
            page.heading(2, "Visitors and loans")
                    .paragraph(
                            "The table counts people at the door and items lent at the desk. Loans of maps are counted"
                                    + " apart because most of them do not leave the house.")
                    .table(List.of(
                            List.of("Quarter", "Visitors", "Loans", "Maps"),
                            List.of("Winter", "18,204", "9,312", "401"),
                            List.of("Spring", "21,977", "11,058", "388"),
                            List.of("Summer", "16,450", "8,240", "275"),
                            List.of("Autumn", "24,381", "12,906", "512"),
                            List.of("Total", "81,012", "41,516", "1,576")))
                    .paragraph(
                            "Summer is the quiet season, as it always was. The autumn figures include the week of open"
                                    + " doors in October, when 2,940 people came to see the restored globes.")
                    .heading(3, "How we count")
                    .paragraph(
                            "A light barrier counts everyone who enters, and half of all staff movements are taken off."
                                    + " The error was measured twice and is below 2 percent.");
            markdown.add(page.markdown());
        }
        try (SamplePage page = new SamplePage(pdf, font)) {
            page.heading(2, "The view from the terrace")
                    .paragraph("Many visitors come for the terrace, which looks over the bay to the hills in the west.")
                    .picture(Scenery.paint(900, 600))
                    .paragraph("Figure 1: The bay at dusk, seen from the terrace.")
                    .paragraph("To visit the terrace you need to:")
                    .list(
                            true,
                            List.of(
                                    "Ask for a badge at the desk.",
                                    "Leave bags and drinks in a locker.",
                                    "Take the stairs on the left to the third floor."));
            markdown.add(page.markdown());
        }
        return markdown;
    }
}
