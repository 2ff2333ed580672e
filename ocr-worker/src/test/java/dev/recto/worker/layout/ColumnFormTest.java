package dev.recto.worker.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnFormTest {
    private static String mended(String column, String cell) {
        List<String> cells = List.of((column + " " + cell).split(" "));
        return ColumnForm.of(cells).map(form -> form.mended(cell)).orElse(cell);
    }

    @ParameterizedTest
    @CsvSource({
        "A-733 B-653 C-232 B-228 D-545, 8-307, B-307",
        "A-733 B-653 C-232 B-228 D-545, 0-384, D-384",
        "A-733 B-653 C-232 B-228 D-545, A714, A-714",
        "BG1024 OZ7731 BA4410 GL3008, B61O24, B61O24",
        "BG1024 OZ7731 BA4410 GL3008, BG1O24, BG1024",
        "Grade2 Grade3 Grade4 Grade5 Grade6, GradeI, Grade1",
        "±1.88 ±1.68 ±3.00 ±1.64 +2.00, 41.26, ±1.26",
        "17 22 104 93, 1Z7, 127",
        "5.86 7.30 11.16 6.39, '8,00', 8.00",
        "10:15 10:40 11:05 11:30, 12.15, 12:15",
        "12.05.2022 13.05.2022 14.05.2022 16.05.2022, 17.05.2O22, 17.05.2022",
        "9.30€ 16.68€ 33.36€ 19.98€, 17.03£, 17.03€",
        "54.50 82.10 16.70 31.71, §2.15, 52.15",
        "-15.0 -13.8 25.1 -24.3 26.6, -19:1, -19.1",
        "80.9g 50.3g 25.1g 80.4g, 80.1¢, 80.1g",
        "80.9g 50.3g 25.1g 80.4g, 12.99, 12.9g",
        "545.02 462.63 338.85 12.50, “630.82, 630.82",
        "'80,71€ 73,63€ 45,24€ 70,09€', '52,77.€', '52,77€'",
        "'(8,064) 173,883 32,537 (2,444) 861,506', '(4,966}', '(4,966)'",
        "107 48 49 133 177, 210., 210",
        "545.02 106.44 462.63 338.85 -12.50, 741.12:, 741.12",
    })
    void aCellIsWrittenAsItsColumn(String column, String read, String cell) {
        assertThat(mended(column, read)).isEqualTo(cell);
    }

    @ParameterizedTest
    @CsvSource({
        // As many are written otherwise
        "A-1 B-2 C-3 8-4 1-5, 8-3",
        // No B stands there
        "A-733 C-653 C-232 A-228 D-545, 8-307",
        // Another amount
        "12.50 8.75 31.20 4.10, 1250",
        "12.50 8.75 31.20 4.10, 125",
        // Units have no sign at the left, and numbers more places
        "2.5mg 7.5mg 0.5mg 1.5mg, 25mg",
        "-5°C -3°C -8°C -2°C, 5°C",
        "<0.5mg <0.2mg <0.1mg <0.4mg, 0.3mg",
        // A dollar stands before the first of a column, and less than one has a point before it
        "12.50 8.75 31.20 4.10, $9.50",
        "'$12 $15 $9 $20', $.50",
        "-1 -2 -3 -4, -.5",
        // Houses have letters, marks are some
        "12 14 15 21 7, 3B",
        "5 8 9 3 7, A",
        "112 240 310 920, AGT",
        // About so much, and feet
        "120 150 90 200, ~120",
        "12 8 5 10 7, 5'",
        // Points may divide something else
        "'5.86 7.30 11.16 6.39 7,10', '8,00'",
        "'12,450 1,204 3,115 8,204 98.5', 1.082",
        // Words have no form
        "May June July August, l2",
        "Feb. May June July August, Jan.",
        "Model1 Model2 Model3 Model4, ModelS",
        "17 22 104 9, n/a",
        "17 22 104 9, -",
    })
    void whatMayBeSomethingElseStays(String column, String cell) {
        assertThat(mended(column, cell)).isEqualTo(cell);
    }
}
