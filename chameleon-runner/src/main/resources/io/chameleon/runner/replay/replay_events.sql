-- Applies events of a batch as if in ascending order of their ids, or none of them. A DDL event comes alone.
--
-- Events of tables that aren't registered for the source do nothing. With failed_state the event that failed is told,
-- and nothing was changed; otherwise at_once lists the tables (i_id_table) whose events were not applied one by one.
-- ${catalogue} is the schema of the 1.7 catalogue.
--
-- It belongs to the catalogue's owner and runs as such, as SECURITY DEFINER: the triggers of destination tables, which
-- may belong to anybody, can't take back the role of a session that is a superuser's.
CREATE FUNCTION replay_events(
    source bigint,
    batch bigint,
    events bigint[],
    OUT at_once bigint[],
    OUT failed_event bigint,
    OUT failed_schema text,
    OUT failed_table text,
    OUT failed_statement text,
    OUT failed_state text,
    OUT failed_message text
)
LANGUAGE plpgsql SECURITY DEFINER
AS $body$
DECLARE
    images CONSTANT text := pg_catalog.format(
        'SELECT l.v_schema_name AS schema_name, l.v_table_name AS table_name, l.i_id_event AS place,
                l.enm_binlog_event AS kind, l.jsb_event_data AS image, l.jsb_event_update AS old_image
         FROM unnest(%L::bigint[]) AS slice(id)
         JOIN ${catalogue}.t_log_replica l ON l.i_id_event = slice.id AND l.i_id_batch = %s',
        events, batch);
    tables jsonb;
    checked_at_once boolean;
    event record;
    built record;
BEGIN
    -- Compiling the queries would take longer than running them. PostgreSQL 10 has no such setting.
    IF pg_catalog.current_setting('jit', true) = 'on' THEN
        PERFORM pg_catalog.set_config('jit', 'off', true);
    END IF;

    SELECT pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object(
        'id', t.i_id_table, 'schema', g.v_schema_name, 'table', g.v_table_name, 'key', k.key_columns,
        'events', g.events, 'columns', (
            SELECT pg_catalog.jsonb_agg(c.name)
            FROM ${catalogue}.t_log_replica l
            CROSS JOIN LATERAL pg_catalog.jsonb_object_keys(
                CASE pg_catalog.jsonb_typeof(l.jsb_event_data) WHEN 'object' THEN l.jsb_event_data END) AS c(name)
            WHERE l.i_id_event = g.image_id)))
    INTO tables
    FROM (
        SELECT l.v_schema_name, l.v_table_name, pg_catalog.count(*) AS events,
               coalesce(pg_catalog.min(l.i_id_event) FILTER (WHERE l.enm_binlog_event::text IN ('insert', 'update')),
                        pg_catalog.min(l.i_id_event)) AS image_id
        FROM pg_catalog.unnest(events) AS slice(id)
        JOIN ${catalogue}.t_log_replica l ON l.i_id_event = slice.id AND l.i_id_batch = batch
        GROUP BY l.v_schema_name, l.v_table_name
        HAVING pg_catalog.bool_and(l.enm_binlog_event::text <> 'ddl')
    ) AS g
    JOIN ${catalogue}.t_replica_tables t
        ON t.i_id_source = source AND t.v_schema_name::text = g.v_schema_name::text
        AND t.v_table_name::text = g.v_table_name::text
    JOIN pg_temp.replay_key k ON k.i_id_table = t.i_id_table;

    -- A deferred constraint that doesn't hold at the end can't tell which event broke it. Checked at once, it can.
    FOREACH checked_at_once IN ARRAY ARRAY[false, true] LOOP
        BEGIN
            IF checked_at_once THEN
                SET CONSTRAINTS ALL IMMEDIATE;
            END IF;
            failed_event := NULL;
            at_once := '{}';
            IF tables IS NOT NULL THEN
                at_once := pg_temp.fn_replay_sets(images, tables);
            END IF;
            FOR event IN
                SELECT l.i_id_event, l.v_schema_name, l.v_table_name, l.enm_binlog_event::text AS kind,
                       l.jsb_event_data, l.jsb_event_update, l.t_query, k.key_columns
                FROM pg_catalog.unnest(events) AS slice(id)
                JOIN ${catalogue}.t_log_replica l ON l.i_id_event = slice.id AND l.i_id_batch = batch
                JOIN ${catalogue}.t_replica_tables t
                    ON t.i_id_source = source AND t.v_schema_name::text = l.v_schema_name::text
                    AND t.v_table_name::text = l.v_table_name::text
                JOIN pg_temp.replay_key k ON k.i_id_table = t.i_id_table
                WHERE t.i_id_table <> ALL (at_once)
                ORDER BY l.i_id_event
            LOOP
                failed_event := event.i_id_event;
                failed_schema := event.v_schema_name;
                failed_table := event.v_table_name;
                failed_statement := NULL;
                built := pg_temp.fn_replay_statement(
                    event.kind, event.v_schema_name, event.v_table_name, event.key_columns, event.jsb_event_data,
                    event.jsb_event_update, event.t_query);
                IF built.problem IS NOT NULL THEN
                    RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = built.problem;
                END IF;
                failed_statement := built.statement;
                EXECUTE built.statement;
            END LOOP;
            IF NOT checked_at_once THEN
                failed_event := NULL;
                SET CONSTRAINTS ALL IMMEDIATE;
            END IF;
            failed_state := NULL;
            RETURN;
        EXCEPTION WHEN OTHERS THEN
            IF checked_at_once AND failed_event IS NULL THEN
                RAISE;
            END IF;
            failed_state := SQLSTATE;
            failed_message := SQLERRM;
        END;
        EXIT WHEN failed_event IS NOT NULL;
    END LOOP;
END;
$body$;
