-- The replica catalogue that pg_chameleon 1.8 leaves behind: structure only, no sources yet.
CREATE SCHEMA sch_chameleon;

CREATE TYPE sch_chameleon.en_src_status AS ENUM ('ready', 'initialising', 'initialised', 'stopped', 'running', 'error');
CREATE TYPE sch_chameleon.en_binlog_event AS ENUM ('delete', 'update', 'insert', 'ddl');

CREATE VIEW sch_chameleon.v_version AS SELECT '1.7'::text AS t_version;

CREATE TABLE sch_chameleon.t_sources (
    i_id_source bigserial,
    t_source text NOT NULL,
    t_source_schema text,
    t_dest_schema text NOT NULL,
    enm_status sch_chameleon.en_src_status NOT NULL DEFAULT 'ready',
    ts_last_received timestamp without time zone,
    ts_last_replay timestamp without time zone,
    v_log_table character varying[],
    CONSTRAINT pk_t_sources PRIMARY KEY (i_id_source)
);
CREATE UNIQUE INDEX idx_t_sources_t_source ON sch_chameleon.t_sources (t_source);
CREATE UNIQUE INDEX idx_t_sources_t_dest_schema ON sch_chameleon.t_sources (t_dest_schema);

CREATE TABLE sch_chameleon.t_replica_batch (
    i_id_batch bigserial,
    i_id_source bigint NOT NULL,
    t_binlog_name text,
    i_binlog_position integer,
    b_started boolean NOT NULL DEFAULT false,
    b_processed boolean NOT NULL DEFAULT false,
    b_replayed boolean NOT NULL DEFAULT false,
    ts_created timestamp without time zone NOT NULL DEFAULT clock_timestamp(),
    ts_processed timestamp without time zone,
    ts_replayed timestamp without time zone,
    i_replayed bigint,
    i_skipped bigint,
    i_ddl bigint,
    CONSTRAINT pk_t_batch PRIMARY KEY (i_id_batch),
    CONSTRAINT fk_t_replica_batch_i_id_source FOREIGN KEY (i_id_source)
        REFERENCES sch_chameleon.t_sources (i_id_source) ON UPDATE RESTRICT ON DELETE CASCADE
);
CREATE UNIQUE INDEX idx_t_replica_batch_binlog_name_position
    ON sch_chameleon.t_replica_batch (i_id_source, t_binlog_name, i_binlog_position);
CREATE UNIQUE INDEX idx_t_replica_batch_ts_created ON sch_chameleon.t_replica_batch (i_id_source, ts_created);

CREATE TABLE sch_chameleon.t_batch_events (
    i_id_batch bigint NOT NULL,
    i_id_event bigint[] NOT NULL,
    CONSTRAINT pk_t_batch_id_events PRIMARY KEY (i_id_batch),
    CONSTRAINT fk_t_batch_id_events_i_id_batch FOREIGN KEY (i_id_batch)
        REFERENCES sch_chameleon.t_replica_batch (i_id_batch) ON UPDATE RESTRICT ON DELETE CASCADE
);

CREATE TABLE sch_chameleon.t_log_replica (
    i_id_event bigserial,
    i_id_batch bigserial,
    v_table_name character varying(100) NOT NULL,
    v_schema_name character varying(100) NOT NULL,
    enm_binlog_event sch_chameleon.en_binlog_event NOT NULL,
    t_binlog_name text,
    i_binlog_position integer,
    ts_event_datetime timestamp without time zone NOT NULL DEFAULT clock_timestamp(),
    jsb_event_data jsonb,
    jsb_event_update jsonb,
    t_query text,
    i_my_event_time bigint,
    CONSTRAINT pk_log_replica PRIMARY KEY (i_id_event),
    CONSTRAINT fk_replica_batch FOREIGN KEY (i_id_batch)
        REFERENCES sch_chameleon.t_replica_batch (i_id_batch) ON UPDATE RESTRICT ON DELETE CASCADE
);

CREATE TABLE sch_chameleon.t_replica_tables (
    i_id_table bigserial,
    i_id_source bigint NOT NULL,
    v_table_name character varying(100) NOT NULL,
    v_schema_name character varying(100) NOT NULL,
    v_table_pkey character varying(100)[] NOT NULL,
    t_binlog_name text,
    i_binlog_position integer,
    CONSTRAINT pk_t_replica_tables PRIMARY KEY (i_id_table),
    CONSTRAINT fk_t_replica_tables_i_id_source FOREIGN KEY (i_id_source)
        REFERENCES sch_chameleon.t_sources (i_id_source) ON UPDATE RESTRICT ON DELETE CASCADE
);
CREATE UNIQUE INDEX idx_t_replica_tables_table_schema
    ON sch_chameleon.t_replica_tables (i_id_source, v_table_name, v_schema_name);

CREATE TABLE sch_chameleon.t_discarded_rows (
    i_id_row bigserial,
    i_id_batch bigint NOT NULL,
    ts_discard timestamp with time zone NOT NULL DEFAULT clock_timestamp(),
    t_row_data text,
    CONSTRAINT pk_t_discarded_rows PRIMARY KEY (i_id_row)
);

CREATE TABLE sch_chameleon.t_index_def (
    i_id_def bigserial,
    i_id_source bigint NOT NULL,
    v_schema character varying(100),
    v_table character varying(100),
    v_index character varying(100),
    t_create text,
    t_drop text,
    CONSTRAINT pk_t_index_def PRIMARY KEY (i_id_def)
);
CREATE UNIQUE INDEX idx_schema_table_source
    ON sch_chameleon.t_index_def (i_id_source, v_schema, v_table, v_index);

-- The original loses events. Whoever calls it in a test has found a fault in the upgrade.
CREATE FUNCTION sch_chameleon.fn_process_batch(integer, integer) RETURNS boolean LANGUAGE plpgsql AS $body$
BEGIN
    RAISE EXCEPTION 'fn_process_batch must not be called by the upgrade';
END
$body$;

-- Creates the log partitions that t_sources names and that don't exist yet.
CREATE FUNCTION sch_chameleon.fn_refresh_parts() RETURNS void LANGUAGE plpgsql AS $body$
DECLARE
    partition text;
BEGIN
    FOR partition IN
        SELECT element
        FROM sch_chameleon.t_sources, unnest(v_log_table) AS element
        WHERE to_regclass(format('sch_chameleon.%I', element)) IS NULL
    LOOP
        EXECUTE format(
            'CREATE TABLE sch_chameleon.%I (
                CONSTRAINT %I PRIMARY KEY (i_id_event),
                CONSTRAINT %I FOREIGN KEY (i_id_batch) REFERENCES sch_chameleon.t_replica_batch (i_id_batch)
                    ON UPDATE RESTRICT ON DELETE CASCADE
            ) INHERITS (sch_chameleon.t_log_replica)',
            partition, 'pk_' || partition, 'fk_' || partition);
        EXECUTE format(
            'CREATE INDEX %I ON sch_chameleon.%I (i_id_batch)', 'idx_id_batch_' || partition, partition);
    END LOOP;
END
$body$;
