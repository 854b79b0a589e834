-- Looked at before anything is written, so that a direct Flyway run leaves a catalogue 1.7 as it is. It is about the
-- schema that is migrated, not about the live one: a catalogue is staged while the live one is still 1.7.
DO $block$
DECLARE
    catalogue_schema constant text := '${flyway:defaultSchema}';
    installed_version text;
BEGIN
    IF pg_catalog.to_regclass(pg_catalog.format('%I.v_version', catalogue_schema)) IS NULL THEN
        RETURN;
    END IF;
    EXECUTE pg_catalog.format('SELECT t_version FROM %I.v_version', catalogue_schema) INTO installed_version;
    IF installed_version NOT LIKE '2.0.%' THEN
        RAISE EXCEPTION 'The catalogue in the schema % is of version %, which Flyway alone can not upgrade.',
                catalogue_schema, installed_version
            USING HINT = 'Upgrade it with the runner: java -jar chameleon-runner.jar upgrade --config NAME';
    END IF;
END
$block$;
