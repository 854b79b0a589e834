package io.chameleon.runner;

import io.chameleon.testing.TestDatabase;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Somebody who may create objects in {@code public} and no more, and who creates there what could be taken for
 * PostgreSQL's own: functions and operators that fit better than those, for each call that isn't exact. When one of them
 * runs, the intruder knows under which role.
 */
final class Intruder {
    private static final String ROLE = "usr_intruder";

    private static Stream<String> functions() {
        return Stream.of(
                "format(text, text)",
                "format(text, name)",
                "format(text, varchar)",
                "format(text, regclass)",
                "format(text, text, text)",
                "format(text, text, name)",
                "format(text, name, name)",
                "unnest(varchar[])",
                "unnest(text[])",
                "unnest(bigint[])",
                "unnest(name[])",
                "convert_to(text, text)",
                "to_regclass(varchar)",
                "current_setting(varchar)",
                "set_config(text, varchar, boolean)",
                "quote_ident(name)",
                "quote_ident(varchar)",
                "quote_literal(varchar)",
                "replace(varchar, varchar, varchar)",
                "regexp_replace(varchar, text, text)",
                "lower(varchar)",
                "md5(varchar)",
                "left(varchar, integer)",
                "length(varchar)",
                "octet_length(varchar)",
                "split_part(varchar, text, integer)",
                "array_length(bigint[], integer)",
                "array_length(text[], integer)",
                "cardinality(text[])",
                "cardinality(bigint[])",
                "array_to_string(text[], text)",
                "array_position(bigint[], bigint)",
                "array_append(text[], text)",
                "pg_get_userbyid(integer)",
                "pg_get_constraintdef(integer)",
                "generate_subscripts(text[], integer)",
                "jsonb_each(json)",
                "jsonb_to_recordset(json)",
                "btint8cmp(integer, integer)",
                "abs(smallint)");
    }

    private static Stream<String> operators() {
        return Stream.of("name,text", "text,name", "varchar,varchar", "varchar,text", "text,varchar", "name,varchar")
                .map(types -> types.split(","))
                .flatMap(types -> Stream.of("=", "<>", "~", "!~", "~~").map(name -> operator(name, types)));
    }

    private static Stream<String> comparisons() {
        return Stream.of(
                        "regclass,regclass",
                        "oid,regclass",
                        "regclass,oid",
                        "oid,regtype",
                        "oid,regnamespace",
                        "oid,int4",
                        "int4,oid",
                        "int2[],int2[]",
                        "text[],text[]",
                        "varchar[],varchar[]",
                        "bigint[],bigint[]",
                        "name[],name[]")
                .map(types -> types.split(","))
                .flatMap(types -> Stream.of("=", "<>").map(name -> operator(name, types)));
    }

    private static Stream<String> concatenations() {
        return Stream.of(
                        "text,name",
                        "name,text",
                        "text,regclass",
                        "text,int4",
                        "text,bigint",
                        "varchar,text",
                        "text,oid")
                .map(types -> types.split(","))
                .map(types -> operator("||", types));
    }

    private Intruder() {}

    /** Lets the intruder do it. */
    static void in(TestDatabase database) {
        database.executeAsSuperuser("""
                DO $$ BEGIN CREATE ROLE usr_intruder LOGIN PASSWORD 'secret';
                EXCEPTION WHEN duplicate_object THEN NULL; END $$;
                GRANT CREATE, USAGE ON SCHEMA public TO usr_intruder;
                ALTER DEFAULT PRIVILEGES FOR ROLE usr_intruder GRANT ALL ON SEQUENCES TO PUBLIC""");
        String traps = Stream.of(
                        functions().map(Intruder::function), operators(), comparisons(), concatenations(), tables())
                .flatMap(statements -> statements)
                .collect(Collectors.joining(";\n"));
        try (var connection = database.dataSource(ROLE, "secret").getConnection();
                var statement = connection.createStatement()) {
            statement.execute(traps);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Lets the intruder make operators of the same types as PostgreSQL's own too, which do the same, try to become the
     * session's user and note in {@code public.twin_calls} who they have become. They are called where the search path has
     * {@code public} before {@code pg_catalog}.
     */
    static void withTwinsIn(TestDatabase database) {
        in(database);
        String twins = Stream.of("text", "bigint", "integer", "oid", "name", "boolean")
                .flatMap(type -> Stream.of("=", "<>", "<", "<=", ">", ">=").map(name -> twin(name, type)))
                .collect(Collectors.joining(";\n"));
        try (var connection = database.dataSource(ROLE, "secret").getConnection();
                var statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE public.twin_calls (who text); GRANT ALL ON public.twin_calls TO PUBLIC;" + twins);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String twin(String name, String type) {
        return """
                CREATE FUNCTION public.twin_%1$s_%2$s(%1$s, %1$s) RETURNS boolean LANGUAGE plpgsql AS $$
                BEGIN
                    BEGIN
                        RESET ROLE;
                    EXCEPTION WHEN OTHERS THEN NULL;
                    END;
                    INSERT INTO public.twin_calls VALUES (current_user);
                    RETURN $1 OPERATOR(pg_catalog.%3$s) $2;
                END $$;
                CREATE OPERATOR public.%3$s (LEFTARG = %1$s, RIGHTARG = %1$s, PROCEDURE = public.twin_%1$s_%2$s)
                """.formatted(type, Integer.toHexString(name.hashCode()), name);
    }

    private static String function(String signature) {
        return sequence(signature) + "CREATE FUNCTION public." + signature
                + " RETURNS text LANGUAGE plpgsql AS $$ BEGIN " + note(signature) + " RETURN NULL; END $$";
    }

    private static String operator(String name, String... types) {
        String function = "public.trap_" + String.join("_", types).replace("[]", "s") + "_"
                + Integer.toHexString(name.hashCode());
        String result = name.equals("||") ? "text" : "boolean";
        return sequence(function) + "CREATE FUNCTION " + function + "(" + String.join(",", types) + ") RETURNS "
                + result
                + " LANGUAGE plpgsql AS $$ BEGIN " + note(function) + " RETURN NULL; END $$; CREATE OPERATOR public."
                + name
                + " (LEFTARG = " + types[0] + ", RIGHTARG = " + types[1] + ", PROCEDURE = " + function + ")";
    }

    /** A sequence counts whatever is rolled back, and its name tells which trap it was. */
    private static String note(String trap) {
        return "PERFORM pg_catalog.setval('" + name(trap) + "', 2);";
    }

    private static String sequence(String trap) {
        return "CREATE SEQUENCE " + name(trap) + "; ";
    }

    private static String name(String trap) {
        return "public.captured_" + trap.replaceAll("\\W+", "_");
    }

    private static Stream<String> tables() {
        return Stream.of("t_sources", "t_replica_batch", "t_log_replica", "t_replica_tables", "v_version", "v_fkeys")
                .map(table -> "CREATE TABLE public." + table + " (trap int)");
    }
}
