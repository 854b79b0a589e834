-- A baseline at another version than the catalogue has would skip migrations, or run them twice. SQL can't see the
-- baseline before it is written; but no migration runs on top of it. (Looked at once: with Flyway's group the history
-- follows only after the last migration.)
DO $block$
DECLARE
    catalogue_schema constant text := '${flyway:defaultSchema}';
    history_table constant text := '${flyway:table}';
    baseline_version text;
    installed_version text;
BEGIN
    IF pg_catalog.to_regclass(pg_catalog.format('%I.%I', catalogue_schema, history_table)) IS NULL
        OR pg_catalog.to_regclass(pg_catalog.format('%I.v_version', catalogue_schema)) IS NULL
    THEN
        RETURN;
    END IF;
    EXECUTE pg_catalog.format(
        'SELECT pg_catalog.max(version::text) FROM %1$I.%2$I WHERE type::text = ''BASELINE'''
        ' AND NOT EXISTS (SELECT FROM %1$I.%2$I WHERE type::text <> ''BASELINE'' AND version IS NOT NULL)',
        catalogue_schema, history_table
    ) INTO baseline_version;
    EXECUTE pg_catalog.format('SELECT t_version FROM %I.v_version', catalogue_schema) INTO installed_version;
    IF baseline_version <> installed_version THEN
        RAISE EXCEPTION 'The catalogue in the schema % is of version %, but was baselined at version %.',
                catalogue_schema, installed_version, baseline_version
            USING HINT = pg_catalog.format('Drop the table %I.%I and baseline with baselineVersion=%s',
                catalogue_schema, history_table, installed_version);
    END IF;
END
$block$;
