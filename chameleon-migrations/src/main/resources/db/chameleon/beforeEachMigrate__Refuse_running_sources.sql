-- Nothing may write to the catalogue while it changes. A second migrate that has nothing to do isn't disturbed by
-- running sources: this is looked at only before a baseline and before a migration.
DO $block$
DECLARE
    catalogue_schema constant text := '${flyway:defaultSchema}';
    busy_sources text;
    remedies text;
BEGIN
    IF pg_catalog.to_regclass(pg_catalog.format('%I.t_sources', catalogue_schema)) IS NULL THEN
        RETURN;
    END IF;
    EXECUTE pg_catalog.format(
        'SELECT pg_catalog.string_agg('
        '     pg_catalog.format(''%%s is %%s'', t_source, enm_status), '', '' ORDER BY t_source),'
        ' pg_catalog.string_agg('
        '     pg_catalog.format(''enable-replica --source %%s'', t_source), ''; '' ORDER BY t_source)'
        ' FROM %I.t_sources'
        ' WHERE enm_status::text NOT IN (''ready'', ''stopped'', ''initialised'', ''synced'')',
        catalogue_schema
    ) INTO busy_sources, remedies;
    IF busy_sources IS NOT NULL THEN
        RAISE EXCEPTION 'The catalogue in the schema % is in use: source %.', catalogue_schema, busy_sources
            USING HINT = 'Stop the replica. Where it was killed, reset what it left behind with the runner: ' || remedies;
    END IF;
END
$block$;
