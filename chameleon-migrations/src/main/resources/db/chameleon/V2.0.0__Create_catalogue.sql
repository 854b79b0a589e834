-- Objects are created unqualified: Flyway's default schema decides whether they belong to the live catalogue or to a
-- staged one that is renamed when it is complete.

CREATE VIEW v_version AS SELECT '2.0.0'::text AS t_version;

CREATE TYPE en_src_type AS ENUM ('mysql', 'pgsql');

CREATE TYPE en_src_status AS ENUM (
    'ready', 'initialising', 'initialised', 'syncing', 'synced', 'stopped', 'running', 'error'
);

CREATE TYPE en_binlog_event AS ENUM ('delete', 'update', 'insert', 'ddl');

CREATE TYPE ty_replay_status AS (
    b_continue boolean,
    b_error boolean,
    v_table_error character varying[]
);

CREATE TABLE t_sources (
    i_id_source bigserial CONSTRAINT pk_t_sources PRIMARY KEY,
    t_source text NOT NULL,
    jsb_schema_mappings jsonb NOT NULL,
    enm_status en_src_status NOT NULL DEFAULT 'ready',
    t_binlog_name text,
    i_binlog_position integer,
    b_consistent boolean NOT NULL DEFAULT true,
    enm_source_type en_src_type NOT NULL,
    v_log_table character varying[]
);

CREATE UNIQUE INDEX idx_t_sources_t_source ON t_sources (t_source);

CREATE TABLE t_last_received (
    i_id_source bigserial CONSTRAINT pk_t_last_received PRIMARY KEY
        CONSTRAINT fk_last_received_id_source REFERENCES t_sources (i_id_source)
        ON UPDATE RESTRICT ON DELETE CASCADE,
    ts_last_received timestamp without time zone
);

CREATE TABLE t_last_replayed (
    i_id_source bigserial CONSTRAINT pk_t_last_replayed PRIMARY KEY
        CONSTRAINT fk_last_replayed_id_source REFERENCES t_sources (i_id_source)
        ON UPDATE RESTRICT ON DELETE CASCADE,
    ts_last_replayed timestamp without time zone
);

CREATE TABLE t_replica_batch (
    i_id_batch bigserial CONSTRAINT pk_t_batch PRIMARY KEY,
    i_id_source bigint NOT NULL
        CONSTRAINT fk_t_replica_batch_i_id_source REFERENCES t_sources (i_id_source)
        ON UPDATE RESTRICT ON DELETE CASCADE,
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
    i_ddl bigint
);

CREATE UNIQUE INDEX idx_t_replica_batch_binlog_name_position
    ON t_replica_batch (i_id_source, t_binlog_name, i_binlog_position);
CREATE UNIQUE INDEX idx_t_replica_batch_ts_created ON t_replica_batch (i_id_source, ts_created);

-- The parent of the log tables: each source has two, which inherit from this one.
CREATE TABLE t_log_replica (
    i_id_event bigserial CONSTRAINT pk_log_replica PRIMARY KEY,
    i_id_batch bigserial
        CONSTRAINT fk_replica_batch REFERENCES t_replica_batch (i_id_batch)
        ON UPDATE RESTRICT ON DELETE CASCADE,
    v_table_name character varying(100) NOT NULL,
    v_schema_name character varying(100) NOT NULL,
    enm_binlog_event en_binlog_event NOT NULL,
    t_binlog_name text,
    i_binlog_position integer,
    ts_event_datetime timestamp without time zone NOT NULL DEFAULT clock_timestamp(),
    jsb_event_after jsonb,
    jsb_event_before jsonb,
    t_query text,
    i_my_event_time bigint
);

CREATE TABLE t_batch_events (
    i_id_batch bigint CONSTRAINT pk_t_batch_id_events PRIMARY KEY
        CONSTRAINT fk_t_batch_id_events_i_id_batch REFERENCES t_replica_batch (i_id_batch)
        ON UPDATE RESTRICT ON DELETE CASCADE,
    i_id_event bigint[] NOT NULL
);

CREATE TABLE t_replica_tables (
    i_id_table bigserial CONSTRAINT pk_t_replica_tables PRIMARY KEY,
    i_id_source bigint NOT NULL
        CONSTRAINT fk_t_replica_tables_i_id_source REFERENCES t_sources (i_id_source)
        ON UPDATE RESTRICT ON DELETE CASCADE,
    v_table_name character varying(100) NOT NULL,
    v_schema_name character varying(100) NOT NULL,
    v_table_pkey character varying(100)[] NOT NULL,
    t_binlog_name text,
    i_binlog_position integer,
    b_replica_enabled boolean NOT NULL DEFAULT true
);

CREATE UNIQUE INDEX idx_t_replica_tables_table_schema
    ON t_replica_tables (i_id_source, v_table_name, v_schema_name);

CREATE TABLE t_discarded_rows (
    i_id_row bigserial CONSTRAINT pk_t_discarded_rows PRIMARY KEY,
    i_id_batch bigint NOT NULL,
    ts_discard timestamp with time zone NOT NULL DEFAULT clock_timestamp(),
    v_table_name character varying(100) NOT NULL,
    v_schema_name character varying(100) NOT NULL,
    t_row_data text
);

CREATE TABLE t_error_log (
    i_id_log bigserial CONSTRAINT pk_t_error_log PRIMARY KEY,
    i_id_batch bigint NOT NULL,
    i_id_source bigint NOT NULL,
    v_table_name character varying(100) NOT NULL,
    v_schema_name character varying(100) NOT NULL,
    t_table_pkey text NOT NULL,
    t_binlog_name text NOT NULL,
    i_binlog_position integer NOT NULL,
    ts_error timestamp without time zone,
    t_sql text,
    t_error_message text
);
