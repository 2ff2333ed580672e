package dev.recto.tools.specimen;

import java.util.Locale;
import java.util.Random;

/** Words, numbers and labels by chance. */
record Wording(Random random) {
    private static final String[] WORDS =
            ("harbour library reading rooms maps were open until nine and every visitor who came in winter found a lamp"
                            + " table window quiet shelf of books about ships birds weather stone bridges islands letters"
                            + " The Company will deliver goods within thirty days after receipt of payment unless agreed"
                            + " otherwise between both parties in writing")
                    .split(" ");
    private static final String[] LABELS = {
        "Cash and equivalents",
        "Receivables",
        "Inventories",
        "Prepaid costs",
        "Land and buildings",
        "Goodwill",
        "Deferred tax",
        "Trade payables",
        "Lease liabilities",
        "Borrowings",
        "Provisions",
        "Share capital",
        "Retained earnings",
        "Other reserves",
        "Revenue",
        "Cost of sales",
        "Gross profit",
        "Depreciation",
        "Interest",
        "Rent",
        "Wages",
        "Repairs",
        "Postage",
        "Paper and ink",
        "Insurance",
        "Heating",
        "Donations",
        "Fees"
    };
    private static final String[] NAMES = {
        "Anna Brandt", "Jonas Weber", "Mary Stone", "Luc Martin", "Ines Costa", "Piet de Vries", "Eva Novak", "Tom Hill"
    };
    private static final String[] TOWNS = {"Hamburg", "Lisbon", "Utrecht", "Lyon", "Porto", "Bristol", "Bergen", "Turin"
    };
    private static final String[] TRADES = {
        "Bookbinder", "Reading room", "Maps and charts", "Catalogue", "Front desk", "Restoration", "Archive"
    };

    String word() {
        return WORDS[random.nextInt(WORDS.length)];
    }

    String words(int count) {
        StringBuilder words = new StringBuilder(word());
        for (int i = 1; i < count; i++) {
            words.append(' ').append(word());
        }
        return words.toString();
    }

    String label() {
        return LABELS[random.nextInt(LABELS.length)];
    }

    String name() {
        return NAMES[random.nextInt(NAMES.length)];
    }

    String town() {
        return TOWNS[random.nextInt(TOWNS.length)];
    }

    String trade() {
        return TRADES[random.nextInt(TRADES.length)];
    }

    /** As accounts write them; one of eight is negative. */
    String amount(int below) {
        String amount = String.format(Locale.ROOT, "%,d", 10 + random.nextInt(below));
        return random.nextInt(8) == 0 ? "(" + amount + ")" : amount;
    }

    String share() {
        return String.format(Locale.ROOT, "%.1f%%", random.nextDouble() * 100);
    }
}
