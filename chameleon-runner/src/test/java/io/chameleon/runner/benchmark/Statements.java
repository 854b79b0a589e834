package io.chameleon.runner.benchmark;

/** The events as statements, one for each: what a replay runs that knows nothing better. */
final class Statements {
    static final String CREATE = """
            INSERT INTO statements (id, statement)
            SELECT e.id, CASE e.kind
                WHEN 'insert' THEN format('INSERT INTO app.%I (%s) VALUES (%s);', e.table_name, i.names, i.texts)
                WHEN 'update' THEN format('UPDATE app.%I SET %s WHERE id=%L;', e.table_name, i.assignments,
                                          e.before_image ->> 'id')
                ELSE format('DELETE FROM app.%I WHERE id=%L;', e.table_name, e.after_image ->> 'id') END
            FROM events e, LATERAL (
                SELECT string_agg(quote_ident(key), ',') AS names, string_agg(quote_nullable(value), ',') AS texts,
                       string_agg(quote_ident(key) || '=' || quote_nullable(value), ',') AS assignments
                FROM jsonb_each_text(e.after_image)) i
            """;

    static final String RUN = """
            DO $$
            DECLARE statement text;
            BEGIN
                FOR statement IN SELECT s.statement FROM statements s ORDER BY s.id LOOP
                    EXECUTE statement;
                END LOOP;
            END $$
            """;

    private Statements() {}
}
