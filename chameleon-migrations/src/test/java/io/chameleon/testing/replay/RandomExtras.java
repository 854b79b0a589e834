package io.chameleon.testing.replay;

import io.chameleon.testing.replay.RandomColumn.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Gives a table what makes the order or the number of statements visible, or refuses some of them. */
final class RandomExtras {
    private final Dice dice;
    private final Temper temper;
    private final ServerFeatures features;
    private final RandomTable table;
    private final String base;
    private final List<Definition> definitions = new ArrayList<>();
    private int triggers;

    /** @param base what triggers and constraints belong to: the table, or the one behind the view of its name */
    RandomExtras(Dice dice, Temper temper, ServerFeatures features, RandomTable table, String base) {
        this.dice = dice;
        this.temper = temper;
        this.features = features;
        this.table = table;
        this.base = Quoting.quoted(table.schema()) + "." + Quoting.quoted(base);
    }

    List<Definition> make(boolean isTable) {
        for (double left = temper.features(); left > 0; left -= 0.25) {
            if (dice.chance(Math.min(left, 0.25))) {
                addOne(isTable);
            }
        }
        return definitions;
    }

    private void addOne(boolean isTable) {
        switch (dice.between(1, 18)) {
            case 1, 2, 3, 4 -> uniqueIndex(isTable);
            case 5, 6 -> check();
            case 7 -> exclusion();
            case 8, 9, 10, 11 -> trigger(isTable);
            case 12 -> statementTrigger(isTable);
            case 13 -> constraintTrigger(isTable);
            case 14 -> rule(isTable);
            case 15 -> rowSecurity();
            case 16 -> {
                if (dice.oneIn(3)) {
                    privileges();
                }
            }
            case 17 ->
                add("CREATE INDEX ON " + base + " ((1 / nullif(length("
                        + anyColumn().quoted() + "::text), 3)))");
            default -> add("ALTER TABLE " + base + " REPLICA IDENTITY FULL");
        }
    }

    private void uniqueIndex(boolean isTable) {
        var candidates = table.columns().stream()
                .filter(column -> column.role() == Role.PLAIN && column.type().isKey())
                .toList();
        if (candidates.isEmpty() || !isTable || isPartitioned()) {
            return;
        }
        var column = dice.pick(candidates);
        var unique = new RandomColumn(column.name(), column.type(), Role.UNIQUE, column.clause());
        table.columns().set(table.columns().indexOf(column), unique);
        table.rows().forEach(row -> row.put(column.name(), ColumnType.NULL));
        add("UPDATE " + base + " SET " + column.quoted() + " = NULL");
        table.mustBeUnique(List.of(column.name()));
        var name = column.quoted();
        var alter = "ALTER TABLE " + base + " ADD UNIQUE (" + name + ")";
        add(
                switch (dice.between(1, 8)) {
                    case 1 ->
                        "CREATE UNIQUE INDEX ON " + base + " (" + name + ") WHERE "
                                + anyColumn().quoted() + " IS NOT NULL";
                    case 2 -> "CREATE UNIQUE INDEX ON " + base + " ((" + name + "::text))".replace("::text", "");
                    case 3 -> alter + " DEFERRABLE";
                    case 4 -> alter + " DEFERRABLE INITIALLY DEFERRED";
                    case 5 ->
                        features.version() >= 15 && table.rows().isEmpty()
                                ? "CREATE UNIQUE INDEX ON " + base + " (" + name + ") NULLS NOT DISTINCT"
                                : alter;
                    case 6 ->
                        "CREATE UNIQUE INDEX ON " + base + " (" + name + ", "
                                + table.columns().get(0).quoted() + ")";
                    default -> alter;
                });
    }

    /** Not of numbers that a sequence gives: they differ when an attempt was undone. */
    private void check() {
        var column = dice.pick(
                table.columns().stream().filter(one -> !one.isNumbered()).toList());
        add("ALTER TABLE " + base + " ADD CHECK ("
                + dice.of(
                        column.quoted() + " IS NOT NULL",
                        "length(" + column.quoted() + "::text) < 9",
                        column.quoted() + "::text <> 'a'",
                        column.quoted() + "::text <> '" + dice.between(1, 8) + "'")
                + ") NOT VALID");
    }

    private void exclusion() {
        anyColumn(column -> column.type().name().equals("int4range")
                        && column.role() == Role.PLAIN
                        && table.rows().isEmpty())
                .forEach(column ->
                        add("ALTER TABLE " + base + " ADD EXCLUDE USING gist (" + column.quoted() + " WITH &&)"));
    }

    private void trigger(boolean isTable) {
        var column = anyColumn();
        var body = dice.of(
                "INSERT INTO %1$s.audit (what) VALUES (TG_OP || ' ' || coalesce(NEW::text, '') || coalesce(OLD::text, ''));",
                "INSERT INTO %1$s.audit (what) SELECT TG_OP || count(*) FROM %2$s;",
                "IF TG_OP <> 'DELETE' THEN NEW.%3$s := NULL; END IF;",
                "IF TG_OP <> 'DELETE' AND length(NEW::text) %% 5 = 0 THEN RETURN NULL; END IF;",
                "IF TG_OP = 'DELETE' AND length(OLD::text) %% 3 = 0 THEN RETURN NULL; END IF;",
                "IF TG_OP <> 'DELETE' AND length(NEW::text) %% 23 = 0 THEN RAISE EXCEPTION 'no'; END IF;",
                "NULL;");
        createTrigger(
                dice.of("BEFORE", "BEFORE", "AFTER") + " "
                        + dice.of(
                                "INSERT",
                                "UPDATE",
                                "DELETE",
                                "INSERT OR UPDATE OR DELETE",
                                "UPDATE OF " + column.quoted()),
                "FOR EACH ROW",
                body.formatted(Quoting.quoted(table.schema()), base, column.quoted()),
                isTable);
    }

    private void statementTrigger(boolean isTable) {
        createTrigger(
                dice.of("BEFORE", "AFTER") + " "
                        + dice.of("INSERT", "UPDATE", "DELETE", "TRUNCATE", "INSERT OR UPDATE OR DELETE"),
                "FOR EACH STATEMENT",
                "INSERT INTO %s.audit (what) VALUES (TG_OP);".formatted(Quoting.quoted(table.schema())),
                isTable);
    }

    private void constraintTrigger(boolean isTable) {
        if (isPartitioned()) {
            return;
        }
        var body = dice.of(
                "INSERT INTO %s.audit (what) VALUES ('late ' || TG_OP);",
                "IF TG_OP <> 'DELETE' AND length(NEW::text) %% 29 = 0 THEN RAISE EXCEPTION 'too late'; END IF;");
        var function = function(body.formatted(Quoting.quoted(table.schema())));
        if (isTable) {
            add("CREATE CONSTRAINT TRIGGER late AFTER INSERT OR UPDATE OR DELETE ON " + base + " DEFERRABLE INITIALLY "
                    + dice.of("DEFERRED", "IMMEDIATE") + " FOR EACH ROW EXECUTE PROCEDURE " + function);
        }
    }

    private void createTrigger(String event, String level, String body, boolean isTable) {
        boolean isRowTriggerOfPartitions = isPartitioned() && level.endsWith("ROW") && event.startsWith("BEFORE");
        if (isRowTriggerOfPartitions && features.version() < 13) {
            return;
        }
        var name = "trigger " + ++triggers;
        add("CREATE TRIGGER " + Quoting.quoted(name) + " " + event + " ON " + base + " " + level + " EXECUTE PROCEDURE "
                + function(body));
        if (isTable && dice.oneIn(3)) {
            add("ALTER TABLE " + base + dice.of(" ENABLE ALWAYS", " ENABLE REPLICA", " DISABLE") + " TRIGGER "
                    + Quoting.quoted(name));
        }
    }

    private String function(String body) {
        var name = Quoting.quoted(table.schema()) + "."
                + Quoting.quoted("f" + Math.abs(base.hashCode() % 1000) + " " + ++triggers) + "()";
        add("CREATE FUNCTION " + name + " RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN " + body
                + " IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $f$");
        return name;
    }

    private void rule(boolean isTable) {
        if (!isTable) {
            return;
        }
        var audit = Quoting.quoted(table.schema()) + ".audit";
        add("CREATE RULE odd AS ON "
                + dice.of(
                        "INSERT TO " + base + " DO ALSO INSERT INTO " + audit + " (what) VALUES ('insert')",
                        "UPDATE TO " + base + " DO ALSO INSERT INTO " + audit + " (what) VALUES ('update')",
                        "DELETE TO " + base + " DO INSTEAD INSERT INTO " + audit + " (what) VALUES ('kept')",
                        "DELETE TO " + base + " DO INSTEAD NOTHING",
                        "INSERT TO " + base + " WHERE NEW." + anyColumn().quoted() + " IS NULL DO INSTEAD NOTHING"));
    }

    private void rowSecurity() {
        var column = anyColumn().quoted();
        add("ALTER TABLE " + base + " ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY");
        add("CREATE POLICY some_rows ON " + base
                + dice.of(
                        " USING (" + column + " IS NOT NULL)",
                        " USING (true) WITH CHECK (" + column + " IS NOT NULL)",
                        " USING (length(" + column + "::text) < 7) WITH CHECK (true)"));
    }

    private void privileges() {
        add("REVOKE " + dice.of("SELECT", "UPDATE", "DELETE", "INSERT", "UPDATE, DELETE") + " ON " + base
                + " FROM CURRENT_USER");
    }

    private boolean isPartitioned() {
        return table.isPartitioned();
    }

    private RandomColumn anyColumn() {
        return dice.pick(table.columns());
    }

    private List<RandomColumn> anyColumn(Predicate<RandomColumn> condition) {
        return table.columns().stream().filter(condition).limit(1).toList();
    }

    private void add(String sql) {
        definitions.add(Definition.optional(sql));
    }
}
