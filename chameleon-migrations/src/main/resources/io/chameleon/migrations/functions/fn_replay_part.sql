-- The next events of a batch that can be replayed in any order of their tables: up to max_events of them, after the
-- event after_id and up to the event until_id, ending before a DDL event of a registered table. If such an event comes
-- first, it is the part.
--
-- What is read of the catalogue is the log and the registered tables. The replay of what a 1.7 catalogue still holds
-- uses it too, from pg_temp, where views show that catalogue's as these.
--
--   event_count, first_id, last_id
--                    how many events and which; 0 and NULLs when there are none
--   last_time        i_my_event_time of the last
--   skipped          how many of them are of tables that aren't registered for the source, or disabled
--   is_ddl           whether it is one DDL event
--   events, tables   the events and their registered tables, as fn_replay_sets and fn_replay_rows want them; NULL
--                    without any
CREATE OR REPLACE FUNCTION fn_replay_part(
    source bigint,
    batch bigint,
    after_id bigint,
    until_id bigint,
    max_events bigint,
    OUT event_count bigint,
    OUT first_id bigint,
    OUT last_id bigint,
    OUT last_time bigint,
    OUT skipped bigint,
    OUT is_ddl boolean,
    OUT events text,
    OUT tables jsonb
)
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
-- The planner doesn't know how few of the log's rows are read before the limit is reached, nor how few tables they are of.
SET enable_seqscan = off
SET enable_bitmapscan = off
SET enable_sort = off
SET max_parallel_workers_per_gather = 0
AS $body$
DECLARE
    ddl_id bigint;
BEGIN
    SELECT coalesce(sum(g.events), 0), min(g.first_id), max(g.last_id),
           coalesce(sum(g.events) FILTER (WHERE t.i_id_table IS NULL), 0),
           min(g.ddl_id) FILTER (WHERE t.i_id_table IS NOT NULL),
           jsonb_agg(jsonb_build_object(
               'id', t.i_id_table, 'schema', g.v_schema_name, 'table', g.v_table_name, 'key', t.v_table_pkey,
               'events', g.events, 'columns', (
                   SELECT jsonb_agg(k.name)
                   FROM sch_chameleon.t_log_replica l
                   CROSS JOIN LATERAL jsonb_object_keys(
                       CASE jsonb_typeof(l.jsb_event_after) WHEN 'object' THEN l.jsb_event_after END) AS k(name)
                   WHERE l.i_id_event = g.image_id)))
               FILTER (WHERE t.i_id_table IS NOT NULL)
    INTO event_count, first_id, last_id, skipped, ddl_id, tables
    FROM (
        SELECT k.v_schema_name, k.v_table_name, sum(k.events) AS events,
               min(k.first_id) AS first_id, max(k.last_id) AS last_id,
               min(k.first_id) FILTER (WHERE k.enm_binlog_event = 'ddl') AS ddl_id,
               coalesce(min(k.first_id) FILTER (WHERE k.enm_binlog_event IN ('insert', 'update')),
                        min(k.first_id)) AS image_id
        FROM (
            -- By kind too, since a FILTER for each of them would look at every event again.
            SELECT e.v_schema_name, e.v_table_name, e.enm_binlog_event, count(*) AS events,
                   min(e.i_id_event) AS first_id, max(e.i_id_event) AS last_id
            FROM (
                SELECT l.i_id_event, l.v_schema_name, l.v_table_name, l.enm_binlog_event
                FROM sch_chameleon.t_log_replica l
                -- The sum keeps the planner from the index on i_id_batch, which would read the whole rest of the batch.
                WHERE l.i_id_event > after_id AND l.i_id_event <= until_id AND l.i_id_batch + 0 = batch
                ORDER BY l.i_id_event
                LIMIT max_events
            ) AS e
            GROUP BY e.v_schema_name, e.v_table_name, e.enm_binlog_event
        ) AS k
        GROUP BY k.v_schema_name, k.v_table_name
    ) AS g
    LEFT JOIN sch_chameleon.t_replica_tables t
        ON t.i_id_source = source AND t.v_schema_name = g.v_schema_name AND t.v_table_name = g.v_table_name
        AND t.b_replica_enabled;

    is_ddl := ddl_id IS NOT DISTINCT FROM first_id AND event_count > 0;
    IF NOT is_ddl AND ddl_id IS NOT NULL THEN
        SELECT p.* INTO event_count, first_id, last_id, last_time, skipped, is_ddl, events, tables
        FROM sch_chameleon.fn_replay_part(source, batch, after_id, ddl_id - 1, max_events) AS p;
        RETURN;
    ELSIF is_ddl AND event_count > 1 THEN
        SELECT p.* INTO event_count, first_id, last_id, last_time, skipped, is_ddl, events, tables
        FROM sch_chameleon.fn_replay_part(source, batch, after_id, ddl_id, 1) AS p;
        RETURN;
    END IF;
    SELECT l.i_my_event_time INTO last_time FROM sch_chameleon.t_log_replica l WHERE l.i_id_event = last_id;
    events := format(
        'SELECT l.v_schema_name AS schema_name, l.v_table_name AS table_name, l.i_id_event AS place,
                l.enm_binlog_event AS kind, l.jsb_event_after AS image, l.jsb_event_before AS old_image,
                l.t_query AS query, l.t_binlog_name AS binlog_name, l.i_binlog_position AS binlog_position
         FROM sch_chameleon.t_log_replica l
         WHERE l.i_id_event >= %s AND l.i_id_event <= %s AND l.i_id_batch + 0 = %s',
        first_id, last_id, batch);
END;
$body$;
