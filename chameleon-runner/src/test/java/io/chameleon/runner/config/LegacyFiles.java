package io.chameleon.runner.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Two 1.8 configurations that become one, which tests vary by replacing lines. */
final class LegacyFiles {
    private static final String SALES = """
            source_name: sales
            my_database: my_sales
            dest_schema: db_sales
            pg_database: db_replica
            mysql_conn:
              host: mysql.example.org
              port: 3316
              user: usr_mysql
              passwd: hunter2
            pg_conn:
              host: pg.example.org
              port: 5450
              user: usr_pg
              password: hunter3
            """;

    private final Path sales;
    private final Path stock;

    LegacyFiles(Path directory) throws IOException {
        sales = Files.writeString(directory.resolve("sales.yaml"), SALES);
        stock = Files.writeString(
                directory.resolve("stock.yaml"),
                SALES.replace("source_name: sales", "source_name: stock")
                        .replace("my_sales", "my_stock")
                        .replace("dest_schema: db_sales", "destination_schema: db_stock"));
    }

    Path sales() {
        return sales;
    }

    Path stock() {
        return stock;
    }

    LegacyFiles replaceInSales(String line, String replacement) throws IOException {
        replace(sales, line, replacement);
        return this;
    }

    LegacyFiles replaceInStock(String line, String replacement) throws IOException {
        replace(stock, line, replacement);
        return this;
    }

    LegacyFiles addToSales(String lines) throws IOException {
        Files.writeString(sales, Files.readString(sales) + lines);
        return this;
    }

    LegacyFiles addToStock(String lines) throws IOException {
        Files.writeString(stock, Files.readString(stock) + lines);
        return this;
    }

    ConfigurationConversion convert() {
        return ConfigurationConversion.of(List.of(sales, stock), "upgraded");
    }

    private static void replace(Path file, String line, String replacement) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(line);
        Files.writeString(file, text.replace(line, replacement));
    }
}
